"""What a moderator does from a topic's page: each act says first what it will change, then is done.

Whoever may not is told that there is no such page, like for a topic that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum import holding
from forum.board.forum_conversation import moderating
from forum.board.forum_conversation.forum_attachments import moderating as image_moderating
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden, Refused
from forum.facts import excerpt
from forum.scope.addresses import anchor
from forum.scope.rights import HIDE, LOCK

from .forms import ReasonForm
from .images import of_image as shown_image
from .places import Place, Step, placed


@dataclass(frozen=True)
class Act:
    """``do(pk, by, reason)`` on a topic or a post; ``heading`` asks, ``outcome`` says what follows.
    None does what is a decision of a case (``restricting``).

    ``topic_heading`` and ``topic_outcome`` are for a first post, with which the topic goes.
    """

    do: Callable | None
    right: str
    heading: str
    outcome: str
    button: str
    topic_heading: str = ""
    topic_outcome: str = ""


UNLOCKING = Act(
    moderating.unlock,
    LOCK,
    gettext_lazy("Rouvrir ce sujet ?"),
    gettext_lazy("On pourra de nouveau y répondre, et chacun modifier ses messages."),
    gettext_lazy("Rouvrir le sujet"),
)
HIDING = Act(
    None,
    HIDE,
    gettext_lazy("Masquer ce message ?"),
    gettext_lazy(
        "Il disparaît de la page, des listes et de la recherche. La personne qui l’a écrit et "
        "la modération le voient encore, avec la mention « masqué ». Rien n’est effacé : vous "
        "pourrez le remettre."
    ),
    gettext_lazy("Masquer"),
    gettext_lazy("Masquer ce sujet ?"),
    gettext_lazy(
        "Le sujet disparaît avec toutes ses réponses : la page, les listes et la recherche "
        "répondent qu’il n’existe pas. La modération le voit encore. Rien n’est effacé : vous "
        "pourrez le remettre."
    ),
)
SHOWING = Act(
    None,
    HIDE,
    gettext_lazy("Rendre ce message public ?"),
    gettext_lazy("Tout le monde pourra le lire, à sa place et sous son numéro."),
    gettext_lazy("Rendre public"),
    gettext_lazy("Rendre ce sujet public ?"),
    gettext_lazy(
        "Tout le monde pourra le lire, avec celles de ses réponses qui ne sont pas masquées."
    ),
)
LINKS_WORDS = gettext_lazy(
    "Tout le monde verra où mènent les liens de ce message, et pourra les suivre. Ouvrez-les "
    "d’abord vous-même."
)
SHOWING_LINKS = Act(
    holding.release,
    HIDE,
    gettext_lazy("Publier les liens de ce message ?"),
    LINKS_WORDS,
    gettext_lazy("Publier les liens"),
)

HIDING_IMAGE = Act(
    None,
    HIDE,
    gettext_lazy("Masquer cette image ?"),
    gettext_lazy(
        "Le message reste, l’image disparaît. La personne qui l’a envoyée et la modération la "
        "voient encore, avec la mention « masquée ». Rien n’est effacé : vous pourrez la remettre."
    ),
    gettext_lazy("Masquer"),
)
SHOWING_IMAGE = Act(
    image_moderating.show_image,
    HIDE,
    gettext_lazy("Rendre cette image publique ?"),
    gettext_lazy("Toutes les personnes qui lisent le message la verront."),
    gettext_lazy("Rendre publique"),
)


@placed
def unlock(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/unlock/``"""
    return decide(request, place, UNLOCKING)


@placed
def show_links(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/links/``: those of a new account, which wait."""
    return decide(request, place, SHOWING_LINKS, number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(
    request: HttpRequest,
    place: Place,
    act: Act,
    number: int | None = None,
    image: int | None = None,
) -> HttpResponse:
    """Ask, or do what was asked; both only for who holds the right in this forum."""
    if not place.rights.is_known:
        return redirect_to_login(request.path)
    if not place.rights.may(act.right, place.node.pk):
        raise Http404
    post = _post(place, number) if number else None
    found = image_of(post, image) if image else None
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _do(request, place, act, post, form.cleaned_data["motif"], found)
        except Forbidden:  # the right was taken away in this very moment
            raise Http404 from None
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return _ask(request, place, act, post, form, found, status=refusal.status)
    return _ask(request, place, act, post, form, found)


def image_of(post: Post | None, pk: int) -> Attachment:
    """The image of the post. Raises Http404."""
    image = Attachment.objects.filter(post=post, pk=pk).first() if post else None
    if image is None:
        raise Http404
    return image


def _post(place: Place, number: int) -> Post:
    posts = Post.objects.select_related("poster")
    post = posts.filter(topic=place.topic.pk, number=number).first()
    if post is None:
        raise Http404
    return post


def _do(
    request: HttpRequest,
    place: Place,
    act: Act,
    post: Post | None,
    reason: str,
    image: Attachment | None,
) -> HttpResponse:
    concerned = image or post or place.topic
    if act.do is None:
        raise Forbidden
    act.do(concerned.pk, request.user, reason)
    return HttpResponseRedirect(place.path + (anchor(post.number) if post else ""))


def _ask(
    request: HttpRequest,
    place: Place,
    act: Act,
    post: Post | None,
    form: ReasonForm,
    image: Attachment | None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_head = post is not None and post.is_topic_head and image is None
    context = {
        "place": place,
        "breadcrumbs": [*place.trail(), Step(place.topic.subject, place.path)],
        "form": form,
        "post": post,
        "excerpt": excerpt(post),
        "image": shown_image(image) if image else None,
        "heading": (is_head and act.topic_heading) or act.heading,
        "outcome": (is_head and act.topic_outcome) or act.outcome,
        "button": act.button,
        "back_url": place.path + (anchor(post.number) if post else ""),
    }
    return render(request, "forum/decide.html", context, status=status)
