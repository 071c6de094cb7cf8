"""Hiding a post from its topic's page, and putting it back: decisions like those of the admin's
queue, with a rule, a reason for the author, a case and its log.

Whoever may not is told that there is no such page, like for a topic that does not exist.
"""

from collections.abc import Callable

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum import holding
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
from sites.moderation.models import Decision
from sites.moderation.models.suspension import LONGEST_STATEMENT
from sites.moderation.rights import Circle, NotAllowed, circle_on

from .deciding import HIDING, SHOWING, Act
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
) -> HttpResponse:
    if not place.rights.is_known:
        return redirect_to_login(request.path)
    if not place.rights.may(HIDE, place.node.pk):
        raise Http404
    found = Post.objects.select_related("poster").filter(topic=place.topic, number=number)
    post = found.first()
    if post is None:
        raise Http404
    form = form_class(request.POST if request.method == "POST" else None)
    back_url = place.path + anchor(post.number)
    if request.method == "POST" and form.is_valid():
        if post.approved != (act is HIDING):
            return HttpResponseRedirect(back_url)  # done already
        try:
            do(circle_on(request), str(post.pk), form.cleaned_data)
        except (NotAllowed, Outdated) as refusal:
            form.add_error(None, refusal.message)
        else:
            return HttpResponseRedirect(back_url)
    return _ask(request, place, act, post, form, back_url)


def _ask(
    request: HttpRequest, place: Place, act: Act, post: Post, form: forms.Form, back_url: str
) -> HttpResponse:
    context = {
        "place": place,
        "breadcrumbs": [*place.trail(), Step(place.topic.subject, place.path)],
        "form": form,
        "post": post,
        "excerpt": "" if post.removed_on else excerpt(post),
        "heading": (post.is_topic_head and act.topic_heading) or act.heading,
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
