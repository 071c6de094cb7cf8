"""Hiding a post or one image of it from its topic's page, and putting it back: decisions like those
of the admin's queue, with a rule, a reason for the author, a case and its log.

Whoever may not is told that there is no such page, like for a topic that does not exist.
"""

from collections.abc import Callable

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum import holding
from forum.board.forum_conversation.forum_attachments import moderating as image_moderating
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.restricting import IMAGE
from forum.board.forum_conversation.models import Post
from forum.facts import excerpt
from forum.moderated import KEY
from forum.scope.addresses import anchor
from forum.scope.rights import HIDE
from sites.delivery.forms import explain
from sites.moderation import charter, subjects
from sites.moderation.cases import deciding as cases
from sites.moderation.cases.deciding import Choice
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision
from sites.moderation.models.suspension import LONGEST_STATEMENT
from sites.moderation.rights import Circle, NotAllowed, circle_on
from sites.moderation.subjects import NoSuchPicture

from .deciding import HIDING, HIDING_IMAGE, SHOWING, SHOWING_IMAGE, Act, decide, image_of
from .images import of_image as shown_image
from .places import Place, Step, placed

TAKEN_AWAY = (Decision.Outcome.HIDDEN, Decision.Outcome.ILLEGAL)


class HideForm(forms.Form):
    """The rule that is broken, and why."""

    regle = forms.ChoiceField(
        label=_("Règle de la charte"), choices=[("", _("Choisissez…")), *charter.CHOICES]
    )
    motif = forms.CharField(
        label=_("Motif, tel que la personne le lira"),
        help_text=_("Les faits : ce qui est écrit, et en quoi cela enfreint la règle."),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["motif"].widget.attrs["maxlength"]  # the browser would cut what is pasted
        for field in self.fields.values():
            explain(field)


class NothingForm(forms.Form):
    """Putting back asks for nothing."""


@placed
def hide(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/hide/``; the first post takes its topic with it."""
    return _decide(request, place, number, HIDING, HideForm, _hide)


@placed
def show(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/show/``: takes back what hid it, or approves what waits."""
    return _decide(request, place, number, SHOWING, NothingForm, _show)


@placed
def hide_image(request: HttpRequest, place: Place, number: int, image: int) -> HttpResponse:
    """``…/<number>/post/images/<image>/hide/``"""
    return _decide(request, place, number, HIDING_IMAGE, HideForm, _hide_image, image)


@placed
def show_image(request: HttpRequest, place: Place, number: int, image: int) -> HttpResponse:
    """``…/<number>/post/images/<image>/show/``: takes back what hid it, or lets go what is held."""
    if not Attachment.objects.filter(pk=image, hidden_on__isnull=False).exists():
        return decide(request, place, SHOWING_IMAGE, number, image)
    return _decide(request, place, number, SHOWING_IMAGE, NothingForm, _show_image, image)


def _hide(circle: Circle, key: str, data: dict) -> None:
    choice = Choice(Decision.Outcome.HIDDEN, rule=data["regle"], statement=data["motif"])
    cases.decide_at_once(circle, _kind(), key, choice)


def _show(circle: Circle, key: str, data: dict) -> None:
    held = Decision.objects.filter(
        case__kind=KEY, case__key=key, undone_at=None, outcome__in=TAKEN_AWAY
    )
    for decision in held.order_by("-pk"):
        cases.undo(circle, decision.case_id)
    cases.decide_at_once(circle, _kind(), key, Choice(Decision.Outcome.KEPT))


def _hide_image(circle: Circle, key: str, data: dict) -> None:
    """A decision about this image alone: not one that settles more than its reader has seen."""
    waiting = Case.objects.filter(kind=KEY, key=key, state=Case.State.OPEN, reports__isnull=False)
    if case := waiting.first():
        told = gettext("Ce message est signalé : décidez dans son dossier (n° %(n)s).")
        raise Outdated(told % {"n": case.pk})
    if not Post.objects.filter(pk=key, approved=True).exists():
        raise Outdated(gettext("Ce message n’est pas public : ses images ne le sont pas non plus."))
    choice = Choice(
        Decision.Outcome.MASKED,
        rule=data["regle"],
        statement=data["motif"],
        pictures=(data["image"],),
    )
    cases.decide_at_once(circle, _kind(), key, choice)


def _show_image(circle: Circle, key: str, data: dict) -> None:
    """Take back the decision that hid it, unless that did something else as well."""
    part = f"{IMAGE}{data['image']}"
    held = Decision.objects.filter(
        case__kind=KEY, case__key=key, undone_at=None, before__has_key=part
    )
    if not held.exists():  # what would undo it is forgotten with its case
        image_moderating.show_image(data["image"], circle.user)
        return
    for decision in held.order_by("-pk"):
        if set(decision.before or ()) != {part}:
            told = gettext(
                "Une décision masque cette image avec autre chose : annulez-la dans son dossier "
                "(n° %(n)s)."
            )
            raise Outdated(told % {"n": decision.case_id})
        cases.undo(circle, decision.case_id)
    if not subjects.withheld(_kind(), [key]):
        cases.decide_at_once(circle, _kind(), key, Choice(Decision.Outcome.KEPT))


def _kind() -> subjects.Kind:
    return subjects.kind_of(KEY)  # type: ignore[return-value]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def _decide(
    request: HttpRequest,
    place: Place,
    number: int,
    act: Act,
    form_class: type[forms.Form],
    do: Callable[[Circle, str, dict], None],
    image: int | None = None,
) -> HttpResponse:
    if not place.rights.is_known:
        return redirect_to_login(request.path)
    if not place.rights.may(HIDE, place.node.pk):
        raise Http404
    found = Post.objects.select_related("poster").filter(topic=place.topic, number=number)
    post = found.first()
    if post is None:
        raise Http404
    found = image_of(post, image) if image else None
    form = form_class(request.POST if request.method == "POST" else None)
    back_url = place.path + anchor(post.number)
    if request.method == "POST" and form.is_valid():
        if _is_done(act, post, found):
            return HttpResponseRedirect(back_url)
        try:
            with transaction.atomic():
                do(circle_on(request), str(post.pk), form.cleaned_data | {"image": image})
        except (NotAllowed, Outdated) as refusal:
            form.add_error(None, refusal.message)
        except NoSuchPicture:  # its author has just taken it out
            raise Http404 from None
        else:
            return HttpResponseRedirect(back_url)
    return _ask(request, place, act, post, form, back_url, found)


def _is_done(act: Act, post: Post, image: Attachment | None) -> bool:
    if image:
        return act is HIDING_IMAGE and image.hidden_on is not None
    return post.approved != (act is HIDING)


def _ask(
    request: HttpRequest,
    place: Place,
    act: Act,
    post: Post,
    form: forms.Form,
    back_url: str,
    image: Attachment | None,
) -> HttpResponse:
    is_head = post.is_topic_head and image is None
    context = {
        "place": place,
        "breadcrumbs": [*place.trail(), Step(place.topic.subject, place.path)],
        "form": form,
        "post": post,
        "excerpt": "" if post.removed_on else excerpt(post),
        "image": shown_image(image) if image else None,
        "heading": (is_head and act.topic_heading) or act.heading,
        "outcome": _outcome(act, post),
        "button": act.button,
        "back_url": back_url,
    }
    return render(request, "forum/decide.html", context)


def _outcome(act: Act, post: Post) -> str:
    """What follows; putting back keeps the post, and so lets go what waits of it."""
    outcome = str((post.is_topic_head and act.topic_outcome) or act.outcome)
    if act is SHOWING and holding.withheld([post.pk]):
        also = gettext("Les liens et les images qui y sont retenus deviennent publics aussi.")
        return f"{outcome} {also}"
    return outcome
