"""Dates that take registrations, on the desk: those that come, and whose sheet is not typed in."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.calendar.models import Gathering, Registration, RegistrationState
from cms.calendar.registration.letters import moment_words
from cms.editing.teams_only import owners_of
from sites.teams.duties import Duty, Urgency, register
from sites.teams.scope import Scope

from .reach import Line, lines_of

SOON = timedelta(days=10)
LATELY = timedelta(days=21)


def registrations_told(scope: Scope) -> Iterator[Duty]:
    owners = owners_of(scope)
    if not owners:
        return
    now = timezone.now()
    for line in lines_of(owners, now, now + SOON):
        if line.figures.taken or line.figures.waiting:
            yield _coming(line)
    past = lines_of(owners, now - LATELY, now)
    waiting = _without_attendance([line.page_id for line in past])
    for line in past:
        if (line.page_id, line.day) in waiting:
            yield _past(line)


def _coming(line: Line) -> Duty:
    taken, waiting = line.figures.taken, line.figures.waiting
    text = _("Inscriptions : « %(title)s »") % {"title": line.row.title}
    detail = ngettext("%(n)d place prise", "%(n)d places prises", taken) % {"n": taken}
    if waiting:
        detail += ", " + _("%(n)d en attente") % {"n": waiting}
    return Duty(
        text, _url(line), line.owner, Urgency.NEWS, detail, line.row.starts_at, "clipboard-list"
    )


def _past(line: Line) -> Duty:
    text = _("Noter qui est venu : « %(title)s »") % {"title": line.row.title}
    detail = moment_words(line.row.starts_at) if line.row.starts_at else ""
    return Duty(
        text, _url(line), line.owner, Urgency.DUE, detail, line.row.starts_at, "clipboard-list"
    )


def _without_attendance(pages: list[int]) -> set[tuple]:
    """Pages and days for which somebody was registered and nobody has said who came."""
    rows = Registration.objects.filter(state=RegistrationState.REGISTERED, came=None)
    found = Gathering.objects.filter(page__in=pages, walk_ins=None, pk__in=rows.values("gathering"))
    return set(found.values_list("page_id", "day"))


def _url(line: Line) -> str:
    query = f"?date={line.day}" if line.day else ""
    return reverse("registrations:one", args=[line.page_id]) + query


def connect() -> None:
    register("registrations", registrations_told)
