"""« Séances et comptes rendus »: the meetings of a site, those to come first."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.pages.lists import ListingMixin
from cms.pages.models import BasePage
from cms.publications import kinds
from cms.publications.listing import past, upcoming

from .meeting import MeetingKind

TO_COME = 12  # a council announces a handful; the calendar has them all


class MeetingIndexPage(ListingMixin, BasePage):
    """Meetings held are the list; those to come stand above its first page."""

    listed_kinds = (kinds.MEETING,)
    facet_choices = tuple(MeetingKind.choices)
    has_years = True

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    parent_page_types = ["quartiers_pages.PortalHomePage", "quartiers_pages.CouncilHomePage"]
    subpage_types = ["quartiers_meetings.MeetingPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.head_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("liste des séances")

    def rows(self, council, filters):
        return filters.narrow(past(council, *self.listed_kinds, now=timezone.now(), of=filters.of))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = context["filters"]
        if context["results"].number > 1:
            return context | {"to_come": []}
        rows = upcoming(request.council, *self.listed_kinds, now=timezone.now(), of=filters.of)
        to_come = filters.narrow(rows)[:TO_COME]
        return context | {"to_come": [row.publication for row in to_come]}
