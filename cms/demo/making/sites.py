"""Making the portal and the councils, with the same services as an operator."""

from pathlib import Path

from wagtail.models import Page

from cms.demo.content import sites as content
from cms.pages import publishing
from cms.pages.models import LegalPage
from sites.councils import perimeters
from sites.councils.models import Council
from sites.councils.onboarding import CouncilData, create_council, create_portal
from sites.councils.perimeter_import import import_perimeters
from sites.councils.street_import import import_streets, read

from .demo import PORTAL, Demo

BEGAN = -410  # days from loading
DATA = Path(__file__).parents[1] / "data"


def make_sites(demo: Demo) -> None:
    """The seven sites with their standing pages, groups, collections and forums; the streets."""
    portal, _is_new = create_portal(
        content.PORTAL_NAME, content.DISTRICT, content.DOMAIN, demo.port
    )
    demo.sites[PORTAL] = portal
    for position, site in enumerate(content.COUNCILS):
        council, _is_new = create_council(_data(site, demo.port, position))
        _place(council, site, position)
    import_perimeters(perimeters.read(DATA / "perimeters.geojson"))
    import_streets(read(DATA / "streets.csv"), content.STREETS_CREDIT, replace=True)
    for council in Council.objects.in_order().filter(code__in=content.CODES):
        demo.sites[council.code] = council
    for owner in demo.sites.values():
        _date(demo, owner.site.root_page)


def _date(demo: Demo, home: Page) -> None:
    """The pages a site begins with were there long before the day of loading."""
    pages = home.get_descendants(inclusive=True)
    began = demo.clock.at(BEGAN)
    pages.update(first_published_at=began, last_published_at=began)
    LegalPage.objects.descendant_of(home).update(date=demo.clock.day(BEGAN))
    publishing.subtree_changed(home)


def _data(site: content.Site, port: int, position: int) -> CouncilData:
    return CouncilData(
        name=site.name,
        slug=site.slug,
        host=site.host,
        code=site.code,
        port=port,
        city_number=site.number,
        area=site.area,
        position=position,
    )


def _place(council: Council, site: content.Site, position: int) -> None:
    """A council that was there before keeps its pages; its facts become those of the demo."""
    Council.objects.filter(pk=council.pk).update(
        city_number=site.number, area=site.area, position=position
    )
