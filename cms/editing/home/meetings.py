"""What meetings ask of their team: an agenda in time, minutes, approval. Computed, not stored.

The days are good practice (product.md, « Reminders »), not law.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left, Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.meetings.deadlines import agenda_days, agenda_due
from cms.meetings.models import AgendaItem, MeetingKind, MeetingPage, MinutesState, Status
from sites.teams.duties import MOST, Duty, Urgency, register
from sites.teams.page_rights import CHANGE, Owner, owners_where
from sites.teams.scope import Scope

from .pages import below, owner_finder, title_of
from .since import day

AGENDA_THOUGHT_OF = timedelta(days=5)  # before it is to be online
MINUTES_BEGUN = timedelta(days=7)  # after it
MINUTES_ONLINE = timedelta(days=30)
FORGOTTEN = timedelta(days=400)  # what nobody wrote in a year is not asked for any more
TOLD_OF = (
    MeetingKind.PLENARY,
    MeetingKind.COMMISSION,
    MeetingKind.PUBLIC,
    MeetingKind.WALKABOUT,
)


def meetings_due(scope: Scope) -> Iterator[Duty]:
    """One line for each meeting that waits for something, on the sites where one changes pages."""
    owners = owners_where(scope, CHANGE)
    if not owners:
        return
    now, owner_of = timezone.now(), owner_finder(owners)
    days = agenda_days(owner.site for owner in owners)
    for page in _near(owners, now, max(days.values())):
        owner = owner_of(page.path)
        if owner and (duty := _duty(page, owner, now, days[owner.site.pk])):
            yield duty


def _near(owners: list[Owner], now: datetime, days: int) -> list[MeetingPage]:
    """Public meetings that take place or took place, soon or not long ago."""
    pages = below(MeetingPage.objects.live(), owners).exclude(status=Status.CANCELLED)
    soon = now + timedelta(days=days) + AGENDA_THOUGHT_OF
    pages = pages.filter(starts_at__gt=now - FORGOTTEN, starts_at__lt=soon)
    pages = pages.exclude(minutes_state=MinutesState.APPROVED)
    later = MeetingPage.objects.live().filter(
        path__startswith=OuterRef("parent_path"),
        kind=OuterRef("kind"),
        starts_at__gt=OuterRef("starts_at"),
        starts_at__lt=now,
    )
    return list(
        pages.annotate(
            has_agenda=Exists(AgendaItem.objects.filter(page=OuterRef("pk"))),
            parent_path=Left("path", Length("path") - MeetingPage.steplen),
        )
        .annotate(was_followed=Exists(later))
        .defer("body", "minutes_body")
        .order_by("starts_at")[:MOST]
    )


def _duty(page: MeetingPage, owner: Owner, now: datetime, days: int) -> Duty | None:
    begins = page.starts_at
    if page.waits_for_a_date or begins is None:
        return None
    if begins > now:
        return None if page.has_agenda else _agenda(page, owner, begins, now, days)
    if page.kind not in TOLD_OF:
        return None
    if page.has_minutes:
        return _approval(page, owner) if page.was_followed else None
    return _minutes(page, owner, begins, now)


def _agenda(
    page: MeetingPage, owner: Owner, begins: datetime, now: datetime, days: int
) -> Duty | None:
    last = agenda_due(begins, days)
    if now < last - AGENDA_THOUGHT_OF:
        return None
    text = _("Mettre en ligne l’ordre du jour : « %(title)s »") % {"title": title_of(page)}
    detail = ngettext(
        "attendu le %(day)s, %(days)d jour avant la séance",
        "attendu le %(day)s, %(days)d jours avant la séance",
        days,
    ) % {"day": day(last), "days": days}
    urgency = Urgency.LATE if last <= now else Urgency.DUE
    return Duty(text, _edit(page), owner, urgency, detail, last, "list-ol")


def _minutes(page: MeetingPage, owner: Owner, begins: datetime, now: datetime) -> Duty | None:
    if now < begins + MINUTES_BEGUN:
        return None
    last = begins + MINUTES_ONLINE
    text = _("Publier le compte rendu : « %(title)s »") % {"title": title_of(page)}
    detail = _("attendu le %(day)s, un mois après la séance") % {"day": day(last)}
    urgency = Urgency.LATE if last < now else Urgency.DUE
    url = reverse("word_minutes:choose", args=[owner.site.pk])
    return Duty(text, url, owner, urgency, detail, last, "doc-full-inverse")


def _approval(page: MeetingPage, owner: Owner) -> Duty:
    text = _("Noter l’approbation du compte rendu : « %(title)s »") % {"title": title_of(page)}
    detail = _("une autre séance a eu lieu depuis")
    return Duty(text, _edit(page), owner, Urgency.DUE, detail, page.starts_at, "check")


def _edit(page: MeetingPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def connect() -> None:
    register("meetings", meetings_due)
