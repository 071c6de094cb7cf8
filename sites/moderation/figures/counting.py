"""The numbers of one year (DSA, art. 15 and 24): counted from rows, for one council or for all."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.councils.models import Council
from sites.moderation import charter
from sites.moderation.models import Case, Decision, DecisionAppeal, Report, Suspension


@dataclass(frozen=True)
class Line:
    """One figure in words."""

    label: str
    number: int


@dataclass(frozen=True)
class Figures:
    """A year of moderation. ``median_hours``: from the opening of a case to its decision; None
    without any."""

    year: int
    reports: int
    notices: int
    with_account: int
    cases: int
    from_newcomers: int
    hidden_by_itself: int
    waiting: int
    outcomes: list[Line]
    rules: list[Line]
    median_hours: float | None
    within_a_day: int
    undone: int
    appeals: int
    appeal_outcomes: list[Line]
    suspensions: int


def years(council: Council | None) -> list[int]:
    """The years that have figures, the newest first; always the present one."""
    this_year = timezone.localdate().year
    rows = _of(Case.objects.all(), council, "council")
    first = rows.aggregate(first=Min("opened_at"))["first"]
    return list(range(this_year, (timezone.localtime(first).year if first else this_year) - 1, -1))


def figures(year: int, council: Council | None) -> Figures:
    """The figures of a council (None: of the whole install)."""
    cases = _within(_of(Case.objects.all(), council, "council"), year, "opened_at")
    reports = _within(_of(Report.objects.all(), council, "case__council"), year, "sent_at")
    made = _within(_of(Decision.objects.all(), council, "case__council"), year, "decided_at")
    cases = cases.exclude(origin=Case.Origin.ACT)  # nothing waited there
    appeals = _within(
        _of(DecisionAppeal.objects.all(), council, "decision__case__council"), year, "sent_at"
    )
    suspended = _within(_of(Suspension.objects.all(), council, "council"), year, "starts_at")
    hours = _hours(made.exclude(case__origin=Case.Origin.ACT))
    outcomes = Counter(made.order_by().values_list("outcome", flat=True))
    rules = Counter(made.exclude(outcome="kept").order_by().values_list("rule", flat=True))
    answered = Counter(appeals.order_by().values_list("state", flat=True))
    return Figures(
        year=year,
        reports=reports.filter(is_notice=False).count(),
        notices=reports.filter(is_notice=True).count(),
        with_account=reports.exclude(reporter=None).count(),
        cases=cases.count(),
        from_newcomers=cases.filter(origin=Case.Origin.NEWCOMER).count(),
        hidden_by_itself=cases.exclude(hidden_at=None).count(),
        waiting=cases.filter(state=Case.State.OPEN).count(),
        outcomes=[Line(str(label), outcomes[value]) for value, label in Decision.Outcome.choices],
        rules=[
            Line(charter.text_of(rule.key), rules[rule.key])
            for rule in charter.RULES
            if rules[rule.key]
        ],
        median_hours=round(median(hours), 1) if hours else None,
        within_a_day=sum(hour <= 24 for hour in hours),
        undone=made.exclude(undone_at=None).count(),
        appeals=appeals.count(),
        appeal_outcomes=[
            Line(str(label), answered[value])
            for value, label in DecisionAppeal.State.choices
            if answered[value]
        ],
        suspensions=suspended.count(),
    )


def rows_of(told: Figures) -> list[tuple[str, str, int | float | str]]:
    """The same as a table: group, what is counted, number."""
    reports, cases, appeals = _("signalements"), _("dossiers"), _("recours")
    simple: list[tuple[str, str, int | float | str]] = [
        (reports, _("signalements reçus"), told.reports),
        (reports, _("notifications de contenus illicites"), told.notices),
        (reports, _("dont envoyés avec un compte"), told.with_account),
        (cases, _("dossiers ouverts"), told.cases),
        (cases, _("dont premiers messages d’un compte"), told.from_newcomers),
        (cases, _("masqués par trois signalements, en attendant"), told.hidden_by_itself),
        (cases, _("encore à traiter"), told.waiting),
    ]
    simple += [(_("décisions"), line.label, line.number) for line in told.outcomes]
    simple += [(_("règles"), line.label, line.number) for line in told.rules]
    simple += [
        (_("délais"), _("délai médian, en heures"), _blank(told.median_hours)),
        (_("délais"), _("décisions prises en moins d’un jour"), told.within_a_day),
        (_("décisions"), _("annulées par la modération ou sur recours"), told.undone),
        (appeals, _("recours reçus"), told.appeals),
    ]
    simple += [(appeals, line.label, line.number) for line in told.appeal_outcomes]
    simple.append((_("suspensions"), _("suspensions décidées"), told.suspensions))
    return simple


def _blank(number: float | None) -> float | str:
    return "" if number is None else number


def _hours(decisions: QuerySet[Decision]) -> list[float]:
    pairs = decisions.order_by().values_list("case__opened_at", "decided_at")
    return [(end - start).total_seconds() / 3600 for start, end in pairs]


def _of(rows: QuerySet, council: Council | None, path: str) -> QuerySet:
    return rows.filter(**{path: council.pk}) if council else rows


def _within(rows: QuerySet, year: int, name: str) -> QuerySet:
    zone = timezone.get_default_timezone()
    start, end = (datetime(each, 1, 1, tzinfo=zone) for each in (year, year + 1))
    return rows.filter(Q(**{f"{name}__gte": start}) & Q(**{f"{name}__lt": end}))
