"""Decisions as readers see them: on the page of their meeting, and in lists of many meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cms.pages.money import in_euros
from cms.publications.models import Publication
from cms.translations.typography import french

from .models import BudgetLine, Decision, Result

BAR = 100  # units of width of the whole bar


@dataclass(frozen=True)
class Share:
    """One part of the bar of a vote: ``key`` is for, against or abstain; place and width of 100."""

    key: str
    count: int
    x: float
    width: float


@dataclass(frozen=True)
class Told:
    """One decision. ``url`` leads to its anchor, ``meeting`` and ``held_at`` say where it is from.

    ``votes`` is empty when nobody counted; ``amount`` is in words, without the sign of the euro.
    """

    text: str
    result: str
    anchor: str
    votes: tuple[int, int, int] | tuple[()] = ()
    amount: str = ""
    line: str = ""
    streets: str = ""
    url: str = ""
    meeting: str = ""
    council: str = ""
    held_at: datetime | None = None
    is_draft: bool = False

    @property
    def result_label(self) -> str:
        return Result(self.result).label

    @property
    def line_label(self) -> str:
        return BudgetLine(self.line).label if self.line else ""

    @property
    def voters(self) -> int:
        return sum(self.votes)

    @property
    def shares(self) -> list[Share]:
        """The bar of the vote, left to right; empty where there is nothing to draw."""
        if not self.voters:
            return []
        found, x = [], 0.0
        for key, count in zip(("for", "against", "abstain"), self.votes, strict=True):
            width = round(count * BAR / self.voters, 2)
            found.append(Share(key, count, round(x, 2), width))
            x += width
        return found


def decisions_of(rows: Iterable[Decision]) -> list[Told]:
    """The decisions of one meeting, for its own page."""
    return [
        Told(
            text=french(row.text),
            result=row.result,
            anchor=row.anchor,
            votes=row.votes or (),
            amount=row.euros,
            line=row.budget_line,
            streets=french(row.streets),
        )
        for row in rows
    ]


def from_rows(rows: Iterable[Publication]) -> list[Told]:
    """Decisions as the publications know them."""
    return [_from_row(row) for row in rows]


def _from_row(row: Publication) -> Told:
    facts = row.facts
    return Told(
        text=french(facts["text"]),
        result=facts["result"],
        anchor=row.path.partition("#")[2],
        votes=tuple(facts.get("votes", ())),
        amount=in_euros(facts["amount"]) if "amount" in facts else "",
        line=facts.get("line", ""),
        streets=french(facts.get("streets", "")),
        url=row.url,
        meeting=row.summary,
        council=row.home_name,
        held_at=row.sort_at,
        is_draft=facts.get("minutes") == "draft",
    )
