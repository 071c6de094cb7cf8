"""What the address of a search asks for; what it may be narrowed to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.scope.rights import Rights
from forum.scope.tree import Node
from forum.screens.pages import number_in
from sites.accounts.pseudonyms import LONGEST
from sites.councils.models import Council
from sites.searching.questions import Question, asked

PERIODS = {
    "semaine": (_("7 derniers jours"), timedelta(days=7)),
    "mois": (_("30 derniers jours"), timedelta(days=30)),
    "an": (_("12 derniers mois"), timedelta(days=365)),
}


@dataclass(frozen=True)
class Wanted:
    """A question and what it is narrowed to. ``author`` is a pseudonym as somebody typed it."""

    question: Question
    forum: Node | None = None
    author: str = ""
    period: str = ""
    titles_only: bool = False

    def query(self) -> str:
        """The same as it stands in an address, without page number; may be empty."""
        pairs = {
            "q": self.question.text,
            "forum": str(self.forum.pk) if self.forum else "",
            "auteur": self.author,
            "depuis": self.period,
            "titres": "1" if self.titles_only else "",
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    def question_query(self) -> str:
        """The question alone, narrowed by nothing."""
        return urlencode({"q": self.question.text})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.forum or self.author or self.period or self.titles_only)

    @property
    def since(self) -> datetime | None:
        return timezone.now() - PERIODS[self.period][1] if self.period else None


def forums_here(rights: Rights, council: Council | None) -> list[Node]:
    """The forums that a search on this site goes through: on the portal all, elsewhere its own and
    the shared ones; never one that the person may not read.
    """
    tree = rights.board
    return rights.readable(tree.shown_on(council) if council else tree.nodes.values())


def wanted_by(request: HttpRequest, forums: list[Node]) -> Wanted:
    """Raises Http404 for a forum that is not among ``forums`` and a period that is none; words may
    be anything.
    """
    period = request.GET.get("depuis", "")
    if period and period not in PERIODS:
        raise Http404
    return Wanted(
        question=asked(request.GET.get("q", "")),
        forum=_forum(request, forums),
        author=asked(request.GET.get("auteur", "")).text[:LONGEST],
        period=period,
        titles_only=request.GET.get("titres") == "1",
    )


def _forum(request: HttpRequest, forums: list[Node]) -> Node | None:
    if not request.GET.get("forum"):
        return None
    known = {node.pk: node for node in forums}
    try:
        return known[number_in(request, "forum") or 0]
    except KeyError:
        raise Http404 from None
