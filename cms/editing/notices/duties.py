"""What the notices of meetings ask of their team: calling in time, and telling who was called."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.editing.home.pages import below, owner_finder, title_of
from cms.editing.home.since import day
from cms.editing.teams_only import owners_of
from cms.meetings.models import MeetingPage, Status
from cms.meetings.notices.calling import What
from cms.meetings.notices.facts import CANCELLED, PLANNED, POSTPONED, moment
from cms.meetings.notices.sending import about, told_last
from cms.meetings.printing import CLOSED
from sites.notifications.subscriptions.models import Event
from sites.teams.duties import MOST, Duty, Urgency, register
from sites.teams.page_rights import Owner
from sites.teams.scope import Scope

from .words import TITLES

CALLED = timedelta(days=15)  # before the meeting
LATE = timedelta(days=10)  # the agenda should be known by then, and who is called should know it


def notices_due(scope: Scope) -> Iterator[Duty]:
    """One line for each meeting to come of which its subscribers should hear something."""
    owners = owners_of(scope)
    if not owners:
        return
    now, owner_of = timezone.now(), owner_finder(owners)
    pages = _coming(owners, now)
    sent = _sent_of(pages)
    for page in pages:
        owner = owner_of(page.path)
        if owner and (duty := _duty(page, owner, sent.get(about(page), []), now)):
            yield duty


def _coming(owners: list[Owner], now: datetime) -> list[MeetingPage]:
    pages = below(MeetingPage.objects.live(), owners).filter(starts_at__gt=now)
    pages = pages.filter(publication__isnull=False).defer("body", "minutes_body")
    return list(pages.prefetch_related("agenda_items").order_by("starts_at")[:MOST])


def _sent_of(pages: list[MeetingPage]) -> dict[str, list[Event]]:
    """What was decided of each meeting, the newest first; one query for all."""
    rows = Event.objects.filter(about__in=[about(page) for page in pages])
    found: dict[str, list[Event]] = {}
    for event in rows.order_by("-decided_at", "-pk"):
        found.setdefault(event.about, []).append(event)
    return found


def _duty(page: MeetingPage, owner: Owner, events: list[Event], now: datetime) -> Duty | None:
    if any(event.state in Event.OPEN for event in events):
        return None
    told = told_last(events)
    if told is None:
        return _call(page, owner, now)
    if what := _change(page, told):
        return _line(page, owner, what, Urgency.LATE, _("la convocation est déjà partie"))
    return None


def _call(page: MeetingPage, owner: Owner, now: datetime) -> Duty | None:
    begins, is_on = page.starts_at, page.status != Status.CANCELLED and not page.waits_for_a_date
    if begins is None or begins > now + CALLED or not is_on:
        return None
    if page.kind in CLOSED or not page.agenda_items.all():
        return None
    detail = _("la séance a lieu le %(day)s") % {"day": day(begins)}
    urgency = Urgency.LATE if begins <= now + LATE else Urgency.DUE
    return _line(page, owner, What.CALL, urgency, detail)


def _change(page: MeetingPage, told: dict) -> What | None:
    """What those who were called must know before they set out."""
    if page.is_cancelled:
        return What.CANCELLED if told["state"] != CANCELLED else None
    if page.waits_for_a_date:
        return What.POSTPONED if told["state"] != POSTPONED else None
    if told["state"] == CANCELLED:
        return What.HELD
    is_elsewhere = moment(told["starts"]) != page.starts_at
    return What.MOVED if told["state"] != PLANNED or is_elsewhere else None


def _line(page: MeetingPage, owner: Owner, what: What, urgency: Urgency, detail: str) -> Duty:
    words = {"act": TITLES[what], "title": title_of(page)}
    text = _("%(act)s : « %(title)s »") % words
    url = reverse("notices_admin:one", args=[page.pk])
    return Duty(text, url, owner, urgency, detail, page.starts_at, "mail")


def connect() -> None:
    register("notices", notices_due)
