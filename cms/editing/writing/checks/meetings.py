"""What we look at in a meeting beside its words: what does not add up, what comes late."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.meetings.deadlines import days_of, is_agenda_late
from cms.meetings.models import MeetingPage, Status
from cms.translations.typography import french

from .finding import Finding, Level

MINUTE = 60  # seconds


def findings_of_meeting(page: MeetingPage) -> Iterator[Finding]:
    yield from _late_agenda(page)
    yield from _too_much_to_do(page)
    yield from _ends_another_day(page)
    yield from _more_votes_than_people(page)


def _late_agenda(page: MeetingPage) -> Iterator[Finding]:
    if page.status != Status.PLANNED or not page.agenda_items.all():
        return
    days = days_of(page)
    if is_agenda_late(page, days):
        what = ngettext(
            "L’ordre du jour paraît moins de %(days)d jour avant la séance",
            "L’ordre du jour paraît moins de %(days)d jours avant la séance",
            days,
        )
        yield Finding(
            Level.WARNING,
            what % {"days": days},
            _("C’est court pour qui veut se préparer : la prochaine fois, publiez-le plus tôt."),
            _("Ordre du jour"),
            "agenda_items",
        )


def _too_much_to_do(page: MeetingPage) -> Iterator[Finding]:
    if not (page.starts_at and page.ends_at and page.planned_minutes):
        return
    lasts = int((page.ends_at - page.starts_at).total_seconds()) // MINUTE
    if page.planned_minutes > lasts:
        yield Finding(
            Level.WARNING,
            _("L’ordre du jour prend %(planned)d minutes, la séance en dure %(lasts)d")
            % {"planned": page.planned_minutes, "lasts": lasts},
            _("Raccourcissez un point, remettez-en un à plus tard, ou prévoyez plus de temps."),
            _("Ordre du jour"),
            "agenda_items",
        )


def _ends_another_day(page: MeetingPage) -> Iterator[Finding]:
    if not (page.starts_at and page.ends_at):
        return
    if timezone.localdate(page.starts_at) != timezone.localdate(page.ends_at):
        yield Finding(
            Level.WARNING,
            _("La séance finit le lendemain"),
            _("Vérifiez la date et l’heure de fin."),
            _("Finit le"),
            "ends_at",
        )


def _more_votes_than_people(page: MeetingPage) -> Iterator[Finding]:
    if page.attendance is None:
        return
    for place, decision in enumerate(page.decisions.all(), start=1):
        if decision.voters > page.attendance:
            what = _("La décision %(place)d compte %(votes)d voix pour %(people)d personnes")
            told = {"place": place, "votes": decision.voters, "people": page.attendance}
            yield Finding(
                Level.WARNING,
                french(what % told),
                _("Vérifiez les voix, ou le nombre de personnes présentes."),
                _("Décisions"),
                "decisions",
            )
