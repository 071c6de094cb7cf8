"""What the address of a search asks for; what it is narrowed to."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from cms.pages.lists import year_named
from cms.publications.kinds import KINDS, Kind
from sites.councils.hosts import Neighbour, table
from sites.councils.models import Council
from sites.searching.questions import Question, asked

EVERYWHERE = "tous"  # ?conseil=tous, on the site of a council


@dataclass(frozen=True)
class Wanted:
    """A question, and what it is narrowed to.

    ``here`` is the council whose site one is on (None: the portal). ``council`` is the one whose
    things are wanted: on its own site that council, unless told otherwise; None for all of them.
    """

    question: Question
    here: Council | None = None
    council: Neighbour | None = None
    kind: Kind | None = None
    year: int | None = None

    @property
    def of(self) -> Council | None:
        return self.council.council if self.council else None

    @property
    def is_narrowed(self) -> bool:
        """Whether something else than the question keeps things away."""
        return bool(self.council or self.kind or self.year)

    def query(self) -> str:
        """The same as it stands in an address, without page number; may be empty."""
        pairs = {
            "q": self.question.text,
            "conseil": self._council_word(),
            "type": self.kind.key if self.kind else "",
            "annee": str(self.year or ""),
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    def question_query(self) -> str:
        """The question alone, as it stands in an address."""
        return urlencode({"q": self.question.text})

    def of_kind(self, kind: Kind | None) -> "Wanted":
        return replace(self, kind=kind)

    def everywhere(self) -> "Wanted":
        """The same question, narrowed by nothing."""
        return replace(self, council=None, kind=None, year=None)

    def _council_word(self) -> str:
        if self.of == self.here:
            return ""
        return self.of.code if self.of else EVERYWHERE


def wanted_by(request: HttpRequest) -> Wanted:
    """Raises Http404 for a council, kind or year that is none; words may be anything."""
    kind = request.GET.get("type", "")
    if kind and kind not in KINDS:
        raise Http404
    return Wanted(
        question=asked(request.GET.get("q", "")),
        here=request.council,
        council=_council(request),
        kind=KINDS.get(kind),
        year=year_named(request),
    )


def _council(request: HttpRequest) -> Neighbour | None:
    code, known = request.GET.get("conseil", ""), table()
    if not code:
        return known.neighbour(request.council) if request.council else None
    if code == EVERYWHERE:
        return None
    for neighbour in known.neighbours:
        if neighbour.council.code == code:
            return neighbour
    raise Http404
