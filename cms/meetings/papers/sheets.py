"""What papers say: plain texts, dates, amounts. How these are written is decided in setting."""

from dataclasses import dataclass, field
from datetime import date, datetime

from .tree import Node

INFORMATION, DEBATE, VOTE = "information", "debate", "vote"  # kinds of an agenda item
ANNOUNCED, CANCELLED, POSTPONED = "announced", "cancelled", "postponed"
A4, A3 = "a4", "a3"


@dataclass(frozen=True)
class Place:
    name: str
    address: str = ""
    access: str = ""
    transport: str = ""


@dataclass(frozen=True)
class State:
    """What became of an announced meeting; ``new_date`` is that of a postponed one, if known."""

    kind: str = ANNOUNCED
    reason: str = ""
    new_date: datetime | None = None


@dataclass(frozen=True)
class Meeting:
    """What every paper of a meeting tells.

    ``address`` is that of its page. ``councils`` are the names of the others that share it.
    ``changed_at`` dates the file, so that the same meeting gives the same bytes.
    """

    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: Place | None = None
    online: str = ""
    address: str = ""
    councils: tuple[str, ...] = ()
    state: State = field(default_factory=State)
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Item:
    """A point of the agenda; ``minutes`` as planned, ``presenter`` a function."""

    number: str
    title: str
    kind: str = INFORMATION
    minutes: int | None = None
    presenter: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """The agenda sheet, A4. The notes are sentences: who may enter how, who minds the children."""

    meeting: Meeting
    items: tuple[Item, ...] = ()
    published_on: date | None = None
    proposals_until: datetime | None = None
    accessibility: str = ""
    childcare: str = ""
    interpreting: str = ""


@dataclass(frozen=True)
class Poster:
    """A poster, A4 or A3. ``ink``: black alone, for an office printer. ``invitation``: a few words
    on who is welcome.
    """

    meeting: Meeting
    items: tuple[Item, ...] = ()
    paper: str = A4
    ink: bool = False
    invitation: str = ""
    accessibility: str = ""
    childcare: str = ""
    interpreting: str = ""


@dataclass(frozen=True)
class Figure:
    """A counted thing: « 52 », « personnes présentes »."""

    number: str
    label: str


@dataclass(frozen=True)
class Official:
    function: str
    name: str = ""


@dataclass(frozen=True)
class Decision:
    """What was decided. ``result`` in words; ``amount`` in cents; ``anchor`` of the page."""

    text: str
    result: str = ""
    anchor: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    amount: int | None = None
    budget_line: str = ""


@dataclass(frozen=True)
class Erratum:
    day: date
    text: str


@dataclass(frozen=True)
class Minutes:
    """Minutes: a draft, or approved on a day by a meeting (``approved_by``: its words)."""

    meeting: Meeting
    body: tuple[Node, ...] = ()
    approved_on: date | None = None
    approved_by: str = ""
    attendance: tuple[Figure, ...] = ()
    officials: tuple[Official, ...] = ()
    decisions: tuple[Decision, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True)
class SignIn:
    """A sign-in sheet: ``names`` of who registered, then lines without a name.

    ``rows`` at least; the last page is filled to its end.
    """

    meeting: Meeting
    names: tuple[str, ...] = ()
    rows: int = 30


Sheet = Agenda | Poster | Minutes | SignIn
