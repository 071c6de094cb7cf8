"""The poll of a topic: asked in the form of its first post, answered and counted on its page."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.board.forum_conversation.forum_polls import asking, voting
from forum.board.forum_conversation.forum_polls.asking import LEAST, MOST, Question
from forum.board.forum_conversation.forum_polls.models import TopicPoll
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Gone, Refused, TooMuch, Wait
from forum.scope.rights import ASK
from forum.words import one_line
from sites.accounts.characters import is_visible
from sites.accounts.limits import Limit

from .places import Place, Step, placed

VOTES = Limit("forum-votes", allowed=30, seconds=600)
CHOICE = "choix"
LONGEST = 150  # characters of a question or an answer
WORDS = ("sondage_question", "sondage_reponses", "sondage_choix", "sondage_fin")


class PollForm(forms.Form):
    """A question with its answers, one a line; all empty: no poll."""

    sondage_question = forms.CharField(label=_("Question du sondage"), required=False, strip=False)
    sondage_reponses = forms.CharField(
        label=_("Réponses possibles"),
        help_text=_("Une par ligne, de deux à dix."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    sondage_choix = forms.IntegerField(
        label=_("Réponses par personne"),
        help_text=_("Au plus."),
        required=False,
        min_value=1,
        max_value=MOST,
        initial=1,
    )
    sondage_fin = forms.DateField(
        label=_("Dernier jour pour voter"),
        help_text=_("Sans date, on peut voter tant que le sujet est ouvert."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_sondage_question(self) -> str:
        text = one_line(self.cleaned_data["sondage_question"][: 20 * LONGEST])
        return _checked(text) if is_visible(text) else ""

    def clean_sondage_reponses(self) -> tuple[str, ...]:
        lines = self.cleaned_data["sondage_reponses"][: 200 * LONGEST].splitlines()
        answers = [text for text in map(one_line, lines) if is_visible(text)]
        if len({text.casefold() for text in answers}) < len(answers):
            raise ValidationError(_("Deux réponses sont les mêmes."))
        return tuple(map(_checked, answers))

    def clean_sondage_fin(self):
        day = self.cleaned_data["sondage_fin"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Ce jour est passé."))
        return day

    def clean(self) -> dict:
        data = super().clean() or {}
        asked, answers = data.get("sondage_question"), data.get("sondage_reponses")
        if asked is None or answers is None or not (asked or answers):
            return data
        if not asked:
            self.add_error("sondage_question", _("Écrivez la question."))
        if not LEAST <= len(answers) <= MOST:
            self.add_error("sondage_reponses", _("Il faut de deux à dix réponses."))
        elif (data.get("sondage_choix") or 1) > len(answers):
            self.add_error("sondage_choix", _("C’est plus qu’il n’y a de réponses."))
        return data

    def question(self) -> Question | None:
        """What a valid form asks."""
        data = self.cleaned_data
        if not data["sondage_question"]:
            return None
        most, day = data["sondage_choix"] or 1, data["sondage_fin"]
        closes_at = _end_of(day) if day else None
        return Question(data["sondage_question"], data["sondage_reponses"], most, closes_at)


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise ValidationError(_("150 caractères au plus pour la question et chaque réponse."))
    return text


def _end_of(day) -> datetime:
    """The first moment after ``day`` in Paris."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class Asking:
    """The poll in the form of a topic's first post. ``topic`` None: one that is being opened."""

    def __init__(self, request: HttpRequest, place: Place, topic: Topic | None, typed: dict):
        self.request, self.place, self.topic, self.typed = request, place, topic, typed

    @cached_property
    def is_open(self) -> bool:
        """Whether the person may ask here, and nobody has answered yet."""
        may = self.place.rights.is_known and self.place.rights.may(ASK, self.place.node.pk)
        return may and not self.has_begun

    @cached_property
    def has_begun(self) -> bool:
        return self.topic is not None and asking.has_begun(self.topic)

    @cached_property
    def form(self) -> PollForm:
        is_sent = any(name in self.request.POST for name in WORDS)
        return PollForm(self.request.POST) if is_sent else PollForm(initial=self._initial())

    @property
    def is_unfolded(self) -> bool:
        return bool(self.form.errors or self.form["sondage_question"].value())

    def is_ready(self) -> bool:
        return not self.form.is_bound or not self.is_open or self.form.is_valid()

    def has_changes(self) -> bool:
        return self._is_sent() and self.form.question() != self._present

    def put(self, post: Post) -> None:
        """Within the transaction that writes the post. Raises Refused."""
        if self._is_sent():
            asking.put(post, self.place.user, self.form.question())

    def texts(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        return {
            name: self.request.POST.get(name, "") for name in WORDS if name in self.request.POST
        }

    def _is_sent(self) -> bool:
        return self.is_open and self.form.is_bound

    @cached_property
    def _present(self) -> Question | None:
        return asking.question_of(self.topic) if self.topic else None

    def _initial(self) -> dict:
        if kept := {name: self.typed[name] for name in WORDS if name in self.typed}:
            return kept
        present = self._present
        if present is None:
            return {}
        last = present.closes_at and timezone.localdate(present.closes_at - timedelta(seconds=1))
        return {
            "sondage_question": present.text,
            "sondage_reponses": "\n".join(present.answers),
            "sondage_choix": present.most,
            "sondage_fin": last,
        }


@dataclass(frozen=True)
class Answer:
    """One answer as the page shows it. ``share``: whole percents of those who voted."""

    pk: int
    text: str
    count: int
    share: int
    is_mine: bool


@dataclass(frozen=True)
class PollShown:
    """The poll of a topic as one person sees it. ``url`` votes, empty for who may not.

    ``shows_results``: to who has voted, and to everybody once it is closed.
    """

    question: str
    answers: list[Answer]
    ballots: int
    most: int
    closes_at: datetime | None
    is_open: bool
    has_voted: bool
    shows_results: bool
    url: str
    is_known: bool
    error: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day on which one may vote; it may be short."""
        return self.closes_at and timezone.localdate(self.closes_at - timedelta(seconds=1))


def shown(
    place: Place, topic: Topic, *, error: str = "", choices: frozenset[int] | None = None
) -> PollShown | None:
    """The poll of ``topic``, whose row came with it; two queries, none without a poll.

    ``choices``: what was ticked on a ballot that was refused.
    """
    poll: TopicPoll | None = getattr(topic, "poll", None)
    if poll is None:
        return None
    ballots = voting.ballots_in(poll)
    options = voting.counted(poll, place.user if place.rights.is_known else None)
    answers = [_answer(option, ballots, choices) for option in options]
    has_voted = any(option.mine for option in options)
    is_open = poll.is_open(topic.is_locked)
    return PollShown(
        question=poll.question,
        answers=answers,
        ballots=ballots,
        most=poll.max_options,
        closes_at=poll.closes_at,
        is_open=is_open,
        has_voted=has_voted,
        shows_results=has_voted or not is_open,
        url=_vote_url(place, topic) if _may_vote(place, topic, poll) else "",
        is_known=place.rights.is_known,
        error=error,
    )


def _answer(option, ballots: int, choices: frozenset[int] | None) -> Answer:
    share = round(100 * option.count / ballots) if ballots else 0
    is_mine = option.mine if choices is None else option.pk in choices
    return Answer(option.pk, option.text, option.count, share, is_mine)


def _vote_url(place: Place, topic: Topic) -> str:
    return reverse("forum:vote", args=[place.node.slug, place.node.pk, topic.slug, topic.pk])


def _may_vote(place: Place, topic: Topic, poll: TopicPoll) -> bool:
    if not place.rights.is_known:
        return False
    try:
        voting.check(place.rights, topic, poll)
    except Refused:
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@placed
def vote(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/poll/vote/``: casts a ballot; what is refused is said above the same ballot."""
    topic: Topic = place.topic  # type: ignore[assignment]
    back = f"{place.path}#sondage"
    if request.method != "POST":
        return HttpResponseRedirect(back)
    if not place.rights.is_known:
        return redirect_to_login(place.path)
    choices = frozenset(int(text) for text in request.POST.getlist(CHOICE) if _is_key(text))
    try:
        if wait := VOTES.take(str(place.user.pk)):
            raise TooMuch(wait)
        voting.vote(topic.pk, place.user, choices)
    except Gone:
        raise Http404 from None
    except Refused as refusal:
        return _refuse(request, place, topic, refusal, choices)
    return HttpResponseRedirect(back)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9


def _refuse(
    request: HttpRequest, place: Place, topic: Topic, refusal: Refused, choices: frozenset[int]
) -> HttpResponse:
    context = {
        "place": place,
        "topic": topic,
        "breadcrumbs": [*place.trail(), Step(topic.subject, place.path)],
        "poll": shown(place, topic, error=refusal.message, choices=choices),
    }
    response = render(request, "forum/ballot.html", context, status=refusal.status)
    if isinstance(refusal, Wait):
        response["Retry-After"] = str(refusal.seconds)
    return response
