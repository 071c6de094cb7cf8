"""Template tags of meetings."""

from collections.abc import Iterable

from django import template

from cms.publications.models import Publication

from ..models import MeetingKind
from ..proposals.calls import Call, first_call
from ..telling import Told, from_rows

register = template.Library()


@register.filter
def meeting_kind(key: str) -> str:
    """« Séance plénière »; what is no kind of meeting stays as it is."""
    return str(MeetingKind(key).label).capitalize() if key in MeetingKind.values else key


@register.filter
def told(rows: Iterable[Publication]) -> list[Told]:
    """Publications of decisions as what ``components/decision.html`` shows."""
    return from_rows(rows)


@register.simple_tag
def proposing(meeting: Publication | None, later: Iterable[Publication] = ()) -> Call | None:
    """The call for proposals of ``meeting``, or of the first of those that come ``later``."""
    return first_call([row for row in (meeting, *(later or ())) if row])
