"""What is scheduled on somebody's sites: for the first screen of the admin."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.models import Page, Revision

from sites.teams.scope import Scope

MOST = 50


@dataclass(frozen=True)
class Coming:
    """A page that will be published."""

    page_id: int
    title: str
    path: str
    at: datetime

    @property
    def url(self) -> str:
        return reverse("scheduling:change", args=[self.page_id])


def coming(scope: Scope) -> list[Coming]:
    """What will be published on the sites of ``scope``, the soonest first."""
    versions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    rows = list(versions.order_by("approved_go_live_at").values_list("object_id", _AT))
    dates = {int(key): at for key, at in rows}
    pages = _below(scope).filter(pk__in=dates)
    found = [Coming(page.pk, page.draft_title, page.path, dates[page.pk]) for page in pages]
    return sorted(found, key=lambda one: one.at)[:MOST]


_AT = "approved_go_live_at"


def _below(scope: Scope) -> QuerySet[Page]:
    if scope.is_administrator:
        return Page.objects.all()
    theirs = Q(pk__in=[])
    for root in scope.roots:
        theirs |= Q(path__startswith=root)
    return Page.objects.filter(theirs)
