"""Opening a topic, answering, editing one's own post: forms that never lose what was typed.

Whatever goes wrong, the answer is the form with the text in it: an error, a topic closed meanwhile,
a session that ended, a form kept open for too long, a topic that is gone.
"""

from collections.abc import Callable
from functools import wraps
from typing import ClassVar
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import (
    Forbidden,
    Gone,
    Refused,
    TooOften,
    Wait,
    forbidden,
)
from forum.board.forum_conversation.services import Sent
from forum.markup import render_markdown
from forum.scope.addresses import anchor, topic_path
from sites.accounts import kept
from sites.accounts.limits import Limit
from sites.delivery.forgery import is_foreign
from sites.delivery.network import network_of

from .forms import EditForm, HeadForm, ReplyForm, TopicForm
from .places import Place, Step, placed
from .posts import visible

PREVIEWS = Limit("forum-previews", allowed=60, seconds=600)
EDITS = Limit("forum-edits", allowed=30, seconds=600)
PREVIEW = "apercu"  # the name of the button
TYPED = ("titre", "texte")
LONGEST_GIVEN_BACK = 200_000  # characters: more was not typed


def writing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes texts: checked by itself, for a plain refusal would lose them."""

    @wraps(view)
    def answer(request: HttpRequest, **names) -> HttpResponse:
        try:
            return placed(view)(request, **names)
        except (Http404, Gone):
            if request.method != "POST":
                raise Http404 from None
            return give_back(request)

    guarded = require_http_methods(["GET", "HEAD", "POST"])(answer)
    return csrf_exempt(never_cache(guarded))  # is_foreign() is asked before anything is kept


def give_back(request: HttpRequest) -> HttpResponse:
    """The 404 of who has just sent a text: with the text in it."""
    texts = [request.POST.get(name, "")[:LONGEST_GIVEN_BACK] for name in TYPED]
    context = {"lost": "\n\n".join(text for text in texts if text)}
    return render(request, "forum/gone.html", context, status=404)


class Writing:
    """One form: how it opens, and what becomes of what is sent. A new one for each request."""

    form_class: ClassVar[type[Form]]
    heading: str
    button: str

    def __init__(self, request: HttpRequest, place: Place):
        self.request, self.place = request, place

    def answer(self) -> HttpResponse:
        if self.request.method == "POST":
            return self.take(self.form_class(self.request.POST))
        if not self.place.rights.is_known:
            return self.ask_who()
        try:
            self.check()
        except Forbidden:
            raise PermissionDenied from None
        except Refused:  # the place itself says why
            return HttpResponseRedirect(self.place.path)
        return self.show(self.form_class(initial=self.initial() | kept.typed(self.request)))

    def take(self, form: Form) -> HttpResponse:
        is_strange = is_foreign(self.request)
        if not self.place.rights.is_known:
            key = None if is_strange else kept.keep(self.request, self.texts())
            return self.sign_in(key) if key else self.show(form, status=403, trouble="signed-out")
        if is_strange:
            return self.show(form, status=403, trouble="stale")
        if not form.is_valid():
            return self.show(form)
        try:
            if PREVIEW in self.request.POST:
                self.check()
                return self.preview(form)
            post = self.send(form.cleaned_data)
        except Gone:
            raise
        except Refused as refusal:
            return self.refuse(form, refusal)
        path = topic_path(self.place.node, post.topic.slug, post.topic_id)
        kept.forget(self.request)
        return HttpResponseRedirect(path + anchor(post.number))

    def ask_who(self) -> HttpResponse:
        """The way to sign in; with the text of whoever sent one and could not sign in after all."""
        if typed := kept.typed(self.request):
            return self.show(self.form_class(initial=typed), status=403, trouble="signed-out")
        return redirect_to_login(self.request.path)

    def texts(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        names = (name for name in TYPED if name in self.form_class.base_fields)
        return {name: self.request.POST.get(name, "") for name in names}

    def sign_in(self, key: str) -> HttpResponse:
        """Away to sign in; what was typed waits here."""
        response = redirect_to_login(self.request.path)
        kept.give(response, key)
        return response

    def preview(self, form: Form) -> HttpResponse:
        self.hold(PREVIEWS)
        return self.show(form, preview=render_markdown(form.cleaned_data["texte"]))

    def hold(self, limit: Limit) -> None:
        """Count one use of what costs more than reading. Raises TooOften."""
        if wait := limit.take(str(self.place.user.pk)):
            raise TooOften(wait)

    def refuse(self, form: Form, refusal: Refused) -> HttpResponse:
        form.add_error(None, refusal.message)
        response = self.show(form, status=refusal.status)
        if isinstance(refusal, Wait):
            response["Retry-After"] = str(refusal.seconds)
        return response

    def show(self, form: Form, *, status: int = 200, **more) -> HttpResponse:
        login = f"{reverse('accounts:login')}?{urlencode({'next': self.request.path})}"
        context = {
            "place": self.place,
            "breadcrumbs": self.trail(),
            "form": form,
            "heading": self.heading,
            "button": self.button,
            "login_url": login,
            **more,
        }
        return render(self.request, "forum/write.html", context, status=status)

    def trail(self) -> list[Step]:
        """The way to this form: to the place it belongs to, and that place."""
        place = self.place
        name = place.topic.subject if place.topic else place.node.name
        return [*place.trail(), Step(name, place.path)]

    def initial(self) -> dict:
        return {}

    def check(self) -> None:
        """Raise Refused when the form need not be shown."""
        raise NotImplementedError

    def sent(self, data: dict) -> Sent:
        return Sent(data.get("envoi"), is_paced=True, network=network_of(self.request))

    def send(self, data: dict) -> Post:
        """Keep what was typed. Raises Refused."""
        raise NotImplementedError


class Opening(Writing):
    """A new topic."""

    form_class = TopicForm

    def __init__(self, request: HttpRequest, place: Place):
        super().__init__(request, place)
        self.heading, self.button = _("Ouvrir un sujet"), _("Publier le sujet")

    def check(self) -> None:
        if not services.takes_topics(self.place.rights, self.place.node.pk):
            raise forbidden(self.place.rights, self.place.node.pk)

    def send(self, data: dict) -> Post:
        sent = self.sent(data)
        node, author = self.place.node, self.place.user
        return services.open_topic(node.pk, author, data["titre"], data["texte"], sent=sent)


class Replying(Writing):
    """A new post in a topic."""

    form_class = ReplyForm

    def __init__(self, request: HttpRequest, place: Place):
        super().__init__(request, place)
        self.topic: Topic = place.topic  # type: ignore[assignment]
        self.heading, self.button = _("Répondre"), _("Envoyer la réponse")

    def check(self) -> None:
        services.check_reply(self.place.rights, self.topic)

    def send(self, data: dict) -> Post:
        sent = self.sent(data)
        return services.reply(self.topic.pk, self.place.user, data["texte"], sent=sent)


class Editing(Writing):
    """One's own post, with the topic's title when it is the first."""

    def __init__(self, request: HttpRequest, place: Place, post: Post):
        super().__init__(request, place)
        self.topic: Topic = place.topic  # type: ignore[assignment]
        self.post = post
        self.form_class = HeadForm if post.is_topic_head else EditForm  # type: ignore[misc]
        self.heading, self.button = _("Modifier votre message"), _("Enregistrer")

    def initial(self) -> dict:
        return {"titre": self.topic.subject, "texte": self.post.content.raw}

    def check(self) -> None:
        rights, author = self.place.rights, self.place.user
        services.check_edit(rights, author, self.topic, self.post)

    def send(self, data: dict) -> Post:
        if all(self.initial()[name] == text for name, text in data.items()):
            self.check()
            return self.post  # nothing was changed: it is not « modifié », nor waits again
        self.hold(EDITS)
        author, title = self.place.user, data.get("titre")
        return services.edit(self.post.pk, author, data["texte"], title, sent=self.sent(data))


@writing
def open_topic(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/topic/create/``"""
    return Opening(request, place).answer()


@writing
def reply(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/post/create/``"""
    return Replying(request, place).answer()


@writing
def edit(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/update/``: for its author; to anybody else there is no such page."""
    found = Post.objects.filter(visible(place), topic=place.topic.pk, number=number)
    post = found.select_related("topic").first()
    if post is None or (place.rights.is_known and post.poster_id != place.user.pk):
        raise Http404
    return Editing(request, place, post).answer()
