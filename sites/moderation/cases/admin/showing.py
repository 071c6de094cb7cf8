"""A case as moderators read it; who reported is told to nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sites.accounts.models import User
from sites.moderation import charter, confidence, journal, subjects, words
from sites.moderation.models import Act, Case, Decision, Report, Suspension
from sites.moderation.models.report import REASONS
from sites.moderation.rights import Circle

UNSIGNED = {Act.REPORTED, Act.NOTICED}  # whose author is not named
_REASONS = dict(REASONS)


class Row:
    """One case in the queue. ``reports`` and ``decisions`` are prefetched.

    ``withheld``: what keeping the thing publishes as well, as a sentence.
    """

    def __init__(self, case: Case, withheld: str = ""):
        self.case, self.pk, self.withheld = case, case.pk, withheld
        self.reports: list[Report] = list(case.reports.all())

    @cached_property
    def kind_label(self) -> str:
        kind = subjects.kind_of(self.case.kind)
        return str(kind.label) if kind else self.case.kind

    @cached_property
    def decision(self) -> Decision | None:
        holding = [one for one in self.case.decisions.all() if one.undone_at is None]
        return holding[0] if holding else None

    @property
    def reasons(self) -> list[str]:
        """What was said, the most frequent first."""
        counted = Counter(report.reason for report in self.reports)
        return [str(_REASONS.get(key, key)) for key, _n in counted.most_common()]

    @property
    def has_notice(self) -> bool:
        return any(report.is_notice for report in self.reports)

    @property
    def has_open_appeal(self) -> bool:
        appeals = [getattr(one, "appeal", None) for one in self.case.decisions.all()]
        return any(appeal.is_open for appeal in appeals if appeal)


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    at: str
    what: str
    who: str  # empty: by itself, by somebody who reported, or an account that is gone


def lines_of(case: Case) -> list[Line]:
    """The history of a case, the oldest first."""
    entries = journal.history_of(case)
    keys = {entry.by_id for entry in entries if entry.by_id and entry.act not in UNSIGNED}
    people = User.objects.in_bulk(keys)
    return [
        Line(words.moment(entry.at), entry.get_act_display(), str(people.get(entry.by_id) or ""))
        for entry in entries
    ]


@dataclass(frozen=True)
class Said:
    """One report in words."""

    at: str
    reason: str
    text: str
    who: str  # what kind of person; the name of who signs a notice
    is_notice: bool
    email: str


def said(reports: Iterable[Report]) -> list[Said]:
    return [
        Said(
            at=words.moment(report.sent_at),
            reason=str(_REASONS.get(report.reason, report.reason)),
            text=report.text,
            who=_who(report),
            is_notice=report.is_notice,
            email=report.email if report.is_notice else "",
        )
        for report in reports
    ]


def _who(report: Report) -> str:
    if report.is_notice and report.name:
        return report.name
    if report.counts:
        return str(words.REGULAR)
    return str(words.KNOWN if report.reporter_id else words.UNKNOWN)


@dataclass(frozen=True)
class Record:
    """What is known of an author, as far as the reader moderates."""

    since: str
    is_new: bool
    is_closed: bool
    earlier: list[tuple[Case, Decision]]
    suspensions: int


def record_of(circle: Circle, case: Case) -> Record | None:
    """The author's record; None for nobody."""
    author = case.author
    if author is None:
        return None
    made = Decision.objects.filter(author=author, undone_at=None).exclude(case=case.pk)
    made = made.exclude(outcome__in=(Decision.Outcome.KEPT, Decision.Outcome.ARRANGED))
    kept_out = Suspension.objects.filter(account=author, starts_at__isnull=False)
    if not circle.is_administrator:
        made = made.filter(case__council__in=circle.councils)
        kept_out = kept_out.filter(council__in=circle.councils) | kept_out.filter(council=None)
    found = made.select_related("case").order_by("-pk")[:10]
    return Record(
        since=words.moment(author.date_joined),
        is_new=confidence.is_new(author),
        is_closed=author.closed_at is not None,
        earlier=[(one.case, one) for one in found],
        suspensions=kept_out.count(),
    )


def rule_offered(case: Case) -> str:
    """The rule that most people who reported named; empty without one."""
    named = Counter(report.reason for report in case.reports.all())
    known = {rule.key for rule in charter.RULES}
    return next((key for key, _n in named.most_common() if key in known), "")
