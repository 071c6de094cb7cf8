"""« Agenda »: meetings and events of a site, as a list or as a month."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.pages.lists import Bounded, page_of
from cms.pages.models import BasePage
from cms.publications.kinds import KINDS
from sites.councils.hosts import table as hosts
from sites.councils.models import Council

from ..browsing import (
    AGENDA_KINDS,
    MOST_IN_MONTH,
    ROWS,
    Wanted,
    goes_on,
    month_choices,
    rows,
    wanted_by,
)
from ..months import Month, grouped, weeks
from ..zone import wall_clock


class EventIndexPage(BasePage):
    """The agenda of a site. What it shows depends on the hour: what is over leaves the list."""

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    parent_page_types = ["quartiers_pages.PortalHomePage", "quartiers_pages.CouncilHomePage"]
    subpage_types = ["quartiers_calendar.EventPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.head_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("agenda")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        wanted, now = wanted_by(request), timezone.now()
        shown = _table if wanted.is_table else _list
        return (
            context
            | _choices(request.council, wanted, now)
            | shown(request, request.council, wanted, now)
        )


def _choices(council: Council | None, wanted: Wanted, now: datetime) -> dict:
    """What the reader can narrow the agenda to, and the other ways to look at it."""
    return {
        "filters": wanted.filters,
        "filter_query": wanted.query(),
        "council_choices": () if council else hosts().neighbours,
        "kind_choices": [(key, KINDS[key].plural) for key in AGENDA_KINDS],
        "month_choices": [(str(month), month.first) for month in month_choices(now, wanted.month)],
        "month": wanted.month and wanted.month.first,
        "month_word": str(wanted.month or ""),
        "is_past": wanted.is_past,
        "is_table": wanted.is_table,
        "upcoming_query": wanted.query(month=None, is_past=False, is_table=False),
        "past_query": wanted.query(month=None, is_past=True, is_table=False),
        "table_query": wanted.query(is_past=False, is_table=True),
        "feed_query": wanted.filters.query(),
    }


def _list(request, council: Council | None, wanted: Wanted, now: datetime) -> dict:
    found = rows(council, wanted, now)
    results = page_of(found, request.GET.get("page", "1"), Bounded, ROWS)
    return {"results": results, "by_month": grouped(results.object_list)}


def _table(request, council: Council | None, wanted: Wanted, now: datetime) -> dict:
    month = wanted.month or Month.at(now)
    of_month = Wanted(wanted.filters, month)
    found = rows(council, of_month, now)[: MOST_IN_MONTH + 1]
    items = [placement.publication for placement in found]
    goes = goes_on(council, wanted, month, now)
    table = weeks(month, items[:MOST_IN_MONTH], wall_clock(now).date())
    return {
        "month": month.first,
        "month_word": str(month),
        "weeks": table,
        "weekdays": [cell.day for cell in table[1]],  # the second week is always a whole one
        "has_items": bool(items),
        "is_cut": len(items) > MOST_IN_MONTH,
        "list_query": of_month.query(),
        "previous_query": goes["before"] and wanted.query(month=month + -1),
        "previous_month": (month + -1).first,
        "next_query": goes["after"] and wanted.query(month=month + 1),
        "next_month": (month + 1).first,
    }
