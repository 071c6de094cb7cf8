"""The « Agenda » of a new site; listens to the councils' floor, after the site's pages are made."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages import publishing
from sites.councils.models import Council, Portal

from .models import EventIndexPage

SLUG = "agenda"


@publishing.written_together()
def complete_site(
    sender, council: Council | None = None, portal: Portal | None = None, **kwargs
) -> None:
    """Give the site of a council or of the portal its agenda, once, right after its news."""
    home = Page.objects.get(pk=(council or portal).site.root_page_id)
    if home.get_children().filter(slug=SLUG).exists():
        return
    index = EventIndexPage(title=_("Agenda"), slug=SLUG, is_fixed=True, show_in_menus=True)
    news = home.get_children().filter(slug="actualites").first()
    if news:
        news.add_sibling(pos="right", instance=index)
    else:
        home.add_child(instance=index)
