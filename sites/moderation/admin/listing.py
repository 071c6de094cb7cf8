"""« Suspensions »: the list, its filters, and what waits for its reader."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.paginator import WagtailPaginator

from sites.moderation import rights
from sites.moderation.models import Appeal, Suspension
from sites.moderation.models.suspension import SuspensionQuerySet
from sites.moderation.rights import Circle

from .screens import TeamRequest, moderators, screen
from .showing import Row

A_PAGE = 30


@dataclass(frozen=True)
class Filter:
    """``key`` stands in the address as ``?etat=``."""

    key: str
    label: str
    narrow: Callable[[SuspensionQuerySet], QuerySet]


FILTERS = (
    Filter("en-cours", gettext_lazy("En cours"), lambda rows: rows.running()),
    Filter("a-confirmer", gettext_lazy("À confirmer"), lambda rows: rows.waiting()),
    Filter(
        "recours",
        gettext_lazy("Recours en attente"),
        lambda rows: rows.filter(appeal__state=Appeal.State.OPEN),
    ),
    Filter("passees", gettext_lazy("Passées"), lambda rows: rows.over()),
)


@require_safe
@moderators
def index(request: TeamRequest, circle: Circle) -> HttpResponse:
    """What the reader may see, the newest first; ``?etat=`` narrows it, ``?q=`` by pseudonym."""
    told = request.GET.get("etat", "")
    chosen = next((one for one in FILTERS if one.key == told), FILTERS[0])
    query = request.GET.get("q", "").strip()[:60]
    rows = chosen.narrow(rights.visible(circle))
    if query:
        rows = rows.filter(account__pseudonym__icontains=query)
    rows = rows.select_related("account", "council", "appeal").order_by("-pk")
    page: Page = WagtailPaginator(rows, A_PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "index.html",
        _("Suspensions"),
        filters=FILTERS,
        chosen=chosen,
        query=query,
        rows=[Row(suspension) for suspension in page],
        page=page,
        page_range=page.paginator.get_elided_page_range(page.number),
    )


@dataclass(frozen=True)
class Waiting:
    """What a moderator is asked to do, with numbers."""

    appeals: int
    proposals: int

    def __bool__(self) -> bool:
        return bool(self.appeals or self.proposals)


def waiting_for(circle: Circle) -> Waiting:
    """How many appeals and proposals the person can answer."""
    if not circle:
        return Waiting(0, 0)
    appeals = sum(rights.may_judge(circle, appeal) for appeal in rights.open_appeals())
    proposals = [one for one in Suspension.objects.waiting() if rights.may_confirm(circle, one)]
    return Waiting(appeals, len(proposals))
