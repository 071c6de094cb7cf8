"""The one query path for what is public: every list of every site comes from here."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Left
from wagtail.models import Page

from sites.councils.models import Council

from .models import PATH_INDEXED, Placement, Publication


def listed(council: Council | None, *kinds: str, of: Council | None = None) -> QuerySet[Placement]:
    """What ``council`` (None: the portal) lists, newest first.

    ``of`` narrows the portal's list to the things of one council.
    """
    if council is None and of is not None:
        rows = Placement.objects.filter(council=of, on_portal=True)
    else:
        rows = Placement.objects.filter(council=council)
    if len(kinds) == 1:
        rows = rows.filter(kind=kinds[0])
    elif kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.select_related("publication").order_by("-sort_at", "-id")


def upcoming(
    council: Council | None, *kinds: str, now: datetime, of: Council | None = None
) -> QuerySet[Placement]:
    """What has not ended at ``now``, the next first."""
    return listed(council, *kinds, of=of).filter(ends_at__gt=now).order_by("starts_at", "id")


def past(
    council: Council | None, *kinds: str, now: datetime, of: Council | None = None
) -> QuerySet[Placement]:
    """What has ended by ``now``, the latest first: with ``upcoming`` all that happens, once."""
    rows = listed(council, *kinds, of=of).filter(ends_at__lte=now)
    # What has ended has begun: said again for the walk, which else passes all that never happens.
    return rows.filter(starts_at__lte=now).order_by("-starts_at", "-id")


def between(
    council: Council | None,
    *kinds: str,
    begins: datetime,
    ends: datetime,
    of: Council | None = None,
) -> QuerySet[Placement]:
    """What begins in ``[begins, ends)``, in order: a month of a calendar."""
    rows = listed(council, *kinds, of=of)
    return rows.filter(starts_at__gte=begins, starts_at__lt=ends).order_by("starts_at", "id")


def latest(
    council: Council | None, *kinds: str, count: int, without: Sequence[Publication] = ()
) -> list[Publication]:
    """The ``count`` newest publications that ``council`` (None: the portal) lists.

    ``without`` are left out: what the same page shows elsewhere.
    """
    rows = listed(council, *kinds)[: count + len(without)]
    found = [row.publication for row in rows if row.publication not in without]
    return found[:count]


def on_site(council: Council | None) -> QuerySet[Publication]:
    """Everything whose one address lies on the site of ``council`` (None: the portal)."""
    return Publication.objects.filter(home=council)


def at(paths: Collection[str]) -> QuerySet[Publication]:
    """What stands at these paths, whatever site each lies on."""
    rows = Publication.objects.annotate(beginning=Left("path", PATH_INDEXED))
    return rows.filter(beginning__in={path[:PATH_INDEXED] for path in paths}, path__in=paths)


def readable(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of ``pages`` that everybody may read, by the same table as all lists."""
    return pages.filter(publication__isnull=False)
