"""« La première heure » on the admin's first screen, for the leads of a council."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cms.pages.models import SiteSettings
from sites.councils.models import Council
from sites.councils.roles import LEAD
from sites.teams.scope import scope_of

from .first_hour import Progress, progress_of

MOST = 3  # councils of one person: each has some eight questions to the database


class FirstHourPanel(Component):
    """Shown until all is done, or the council's lead has put it away."""

    name = "quartiers_first_hour"
    order = 20
    template_name = "wagtailadmin/onboarding/first_hour.html"

    def get_context_data(self, parent_context):
        return {
            "hours": hours_of(parent_context["request"]),
            "csrf_token": parent_context["csrf_token"],  # a panel is rendered without the request
        }


def hours_of(request: HttpRequest) -> list[Progress]:
    """The councils that the reader leads and that have steps left, those put away left out."""
    mine = scope_of(request).councils_as(LEAD)
    if not mine:
        return []
    closed = SiteSettings.objects.filter(first_hour_closed_at__isnull=False)
    open_ones = Council.objects.in_order().filter(pk__in=mine)
    open_ones = open_ones.exclude(site__in=closed.values("site"))
    hours = (progress_of(council) for council in open_ones[:MOST])
    return [hour for hour in hours if not hour.is_over]


def put_away(council: Council) -> None:
    """Show it no more, to any lead of the council."""
    SiteSettings.for_site(council.site)
    rows = SiteSettings.objects.filter(site=council.site)
    rows.update(first_hour_closed_at=timezone.now())
