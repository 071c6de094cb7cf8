"""The teams' own log as a source of « Journal » in the admin."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sites.councils.hosts import table

from . import journal
from .journal_sources import Reach, Source, Told, register
from .models import TeamEntry


def _rows(reach: Reach) -> QuerySet[TeamEntry]:
    """What concerns roles of the whole install is for administrators."""
    return reach.narrow(TeamEntry.objects.all(), "council__site")


def _tell(keys: Sequence[int]) -> Mapping[int, Told]:
    rows = list(TeamEntry.objects.filter(pk__in=keys))
    lines = journal.in_words(rows)
    return {row.pk: _told(line) for row, line in zip(rows, lines, strict=True)}


def _told(line: journal.Line) -> Told:
    """The whole sentence is « what »: it names people, and their words are no pattern."""
    known = table().neighbour_by_id(line.council_id)
    if known is None:
        return Told("%(who)s %(what)s", line.what)
    url = reverse("teams:team", args=[known.council.code])
    return Told("%(who)s %(what)s", line.what, url, known.council.site_id)


def connect() -> None:
    register(Source("equipe", _("Équipe"), _rows, _tell, at="at", by="by"))
