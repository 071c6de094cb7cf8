"""What was found, as the page shows it: the words marked, decisions as decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from cms.meetings.telling import Told, from_rows
from cms.publications import kinds
from cms.publications.models import Publication
from sites.searching.marking import Marker, marker_for
from sites.searching.questions import Question


@dataclass(frozen=True)
class Result:
    """A publication that was found. ``title`` and ``excerpt`` are escaped; ``decision`` is told
    instead of both where it is one.
    """

    item: Publication
    title: SafeString
    excerpt: SafeString
    decision: Told | None = None


def results(question: Question, keys: Sequence[int]) -> list[Result]:
    """The publications with these keys, in this order."""
    known = Publication.objects.in_bulk(keys)
    rows = [known[key] for key in keys if key in known]
    marker = marker_for(question, _texts(rows))
    return [_result(row, marker) for row in rows]


def _texts(rows: Iterable[Publication]) -> list[str]:
    """All that is shown of the rows and may have a word to mark."""
    return [
        text
        for row in rows
        for text in (row.title, row.summary, row.search_text, row.facts.get("text", ""))
    ]


def _result(row: Publication, marker: Marker) -> Result:
    title = marker.marked(row.title)
    if row.kind != kinds.DECISION:
        return Result(row, title, _excerpt(row, marker))
    told = from_rows([row])[0]
    told = replace(told, text=marker.marked(told.text), streets=marker.marked(told.streets))
    return Result(row, title, marker.marked(row.summary), told)


def _excerpt(row: Publication, marker: Marker) -> SafeString:
    """The summary, unless the words are in the text only, or nowhere but there."""
    text = row.search_text
    if row.summary and (marker.meets(row.summary) or not marker.meets(text)):
        return marker.marked(row.summary)
    return marker.excerpt(text)
