"""Sending a notice: decided by somebody, taken back for ten minutes, then once to each.

What leaves is what the page says when it leaves: a slip corrected within the ten minutes leaves
corrected, what was unpublished or binned does not leave at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.calendar.facts import sheet_of
from cms.calendar.ics import calendar_bytes
from cms.meetings.models import MeetingPage
from cms.publications.models import Publication
from sites.accounts.models import User
from sites.notifications import outbox, rendering
from sites.notifications.outbox import Attachment
from sites.notifications.rendering import Made
from sites.notifications.subscriptions import fanning, subscribing
from sites.notifications.subscriptions.kinds import (
    EventKind,
    NotTrueAnyMore,
    Sealed,
    register_events,
)
from sites.notifications.subscriptions.letters import specimen
from sites.notifications.subscriptions.models import Event
from sites.notifications.voices import voice_of

from . import wording
from .calling import What, called_for
from .facts import Facts, facts_of, fingerprint, moment
from .subjects import keys_of

KIND = "meeting-notice"
MAIL = "meeting_notice"
HIDDEN, PAST, CHANGED = "hidden", "past", "changed"  # why one was dropped
QUEUED, STOPPED = "quartiers.notice.queued", "quartiers.notice.stopped"


class Refused(Exception):
    """It cannot be sent; ``message`` says why and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


# What was told ----------------------------------------------------------------------------------


def about(page: MeetingPage) -> str:
    """What names a meeting for ever, in the bin and out of it too."""
    return f"meeting:{page.uid}"


def notices_of(page: MeetingPage) -> list[Event]:
    """Everything that was decided to be sent of a meeting, the newest first."""
    rows = Event.objects.filter(about=about(page)).select_related("by")
    return list(rows.order_by("-decided_at", "-pk"))


def told_last(events: Iterable[Event]) -> Facts | None:
    """What subscribers know; ``events`` are of one meeting, the newest first."""
    return next((event.told for event in events if event.is_done), None)


def called_at(page: MeetingPage) -> datetime | None:
    """When the notice that calls to it was sent, for its public page."""
    done = Event.objects.filter(about=about(page), what=What.CALL, state=Event.State.DONE)
    return done.values_list("sealed_at", flat=True).first()


# How it stands ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """A meeting and its notices at one moment.

    ``row`` is its publication, None when it is not public; ``facts`` are then None too. ``what`` is
    the notice that it calls for, None when there is none.
    """

    page: MeetingPage
    row: Publication | None
    facts: Facts | None
    events: list[Event]
    now: datetime

    @property
    def open(self) -> Event | None:
        """What waits or is being sent."""
        return next((event for event in self.events if event.state in Event.OPEN), None)

    @property
    def last(self) -> Facts | None:
        return told_last(self.events)

    @property
    def what(self) -> What | None:
        return called_for(self.facts, self.last) if self.facts else None

    @property
    def seen(self) -> str:
        return fingerprint(self.facts) if self.facts else ""

    @property
    def is_past(self) -> bool:
        return bool(self.page.starts_at and self.page.starts_at <= self.now)

    @property
    def is_too_late(self) -> bool:
        """Whether it begins before a notice could leave."""
        return bool(self.page.starts_at and self.page.starts_at <= self.now + fanning.WINDOW)

    @property
    def hindrance(self) -> str:
        """Why nothing can be sent now, in words; empty when it can."""
        if self.facts is None:
            return _("La séance n’est pas en ligne : publiez-la d’abord.")
        if self.is_past:
            return _("La séance est passée : plus rien ne s’envoie.")
        if self.open:
            return _("Un envoi est déjà prévu.")
        if self.what is None and self.last is None:
            return _("Une séance annulée ou sans date ne convoque personne.")
        if self.what is None:
            return _("Rien n’a changé depuis le dernier envoi.")
        if self.is_too_late:
            return _(
                "La séance commence dans moins de dix minutes : il est trop tard pour un courriel."
            )
        return ""


def standing_of(page: MeetingPage) -> Standing:
    """``page`` as it is stored, which is how it is published."""
    row = Publication.objects.filter(page=page.pk).first()
    facts = facts_of(page, row.url) if row and page.starts_at else None
    return Standing(page, row, facts, notices_of(page), timezone.now())


# Deciding ---------------------------------------------------------------------------------------


@transaction.atomic
def send(page: MeetingPage, what: str, seen: str, by: User) -> Event:
    """Let the notice ``what`` leave in ten minutes. ``seen`` is the fingerprint of what its sender
    has read. Raises Refused.
    """
    standing = standing_of(page)
    if standing.hindrance:
        raise Refused(standing.hindrance)
    if standing.what != what or standing.seen != seen:
        raise Refused(
            _("La séance a changé pendant que vous lisiez : relisez le message, puis envoyez-le.")
        )
    number = sum(not event.is_over for event in standing.events) + 1
    key = f"{about(page)}#{number}"
    site = page.get_site()
    try:
        event = fanning.queue(KIND, key, about=about(page), what=what, site=site, by=by)
    except fanning.Already as error:
        raise Refused(_("Quelqu’un de l’équipe vient de le faire.")) from error
    log(page, QUEUED, user=by, title=page.title)
    return event


@transaction.atomic
def stop(page: MeetingPage, event: Event, by: User) -> bool:
    """Take it back; whether it was this call."""
    if not fanning.stop(event):
        return False
    log(page, STOPPED, user=by, title=page.title)
    return True


# What leaves ------------------------------------------------------------------------------------


def seal(event: Event) -> Sealed:
    """What the meeting's page says now. Raises NotTrueAnyMore."""
    page = _meetings(event).select_related("place").first()
    if page is None:
        raise NotTrueAnyMore(HIDDEN)
    standing = standing_of(page)
    if standing.facts is None:
        raise NotTrueAnyMore(HIDDEN)
    if standing.is_past:
        raise NotTrueAnyMore(PAST)
    if standing.what != event.what:
        raise NotTrueAnyMore(CHANGED)
    return Sealed(keys_of(page), standing.facts, moment(standing.facts["starts"]))


def calendar_entry(event: Event) -> Attachment | None:
    """The meeting as a file for calendars, which also calls it off there."""
    row = Publication.objects.filter(page__in=_meetings(event)).first()
    sheet = row and sheet_of(row)
    return Attachment("seance.ics", "text/calendar", calendar_bytes(sheet)) if sheet else None


def _meetings(event: Event) -> QuerySet[MeetingPage]:
    return MeetingPage.objects.filter(uid=event.about.partition(":")[2])


EVENTS = EventKind(KIND, MAIL, seal, wording.context, calendar_entry)


def text_of(standing: Standing, what: str) -> Made:
    """The mail as it would leave now, without anybody's own links."""
    subjects = keys_of(standing.page)
    return specimen(EVENTS, standing.facts or {}, what, standing.page.get_site(), subjects)


def plain_text(made: Made) -> str:
    """The same for a mailing list of the council's own: nobody's links, no reason why it came."""
    return made.text.rpartition(rendering.SIGNATURE)[0].strip() + "\n"


def try_out(standing: Standing, what: str, by: User) -> None:
    """One copy to whoever asks, marked as such; it counts for nobody."""
    made = text_of(standing, what)
    voice = voice_of(standing.page.get_site())
    outbox.write(
        f"{MAIL}_test",
        by.email,
        replace(made, subject=_("[Essai] %(subject)s") % {"subject": made.subject}),
        sender=outbox.sender_of(voice),
        site=voice.site,
        person=by,
    )


def audience(page: MeetingPage) -> int:
    """How many people would get it; who follows two of its councils is one."""
    return subscribing.count(keys_of(page))


def connect() -> None:
    register_events(EVENTS)
