"""Drawing the demo's pictures, each when a page first asks for it."""

from django.core.files.base import ContentFile

from cms.demo.illustrations import describe, draw
from cms.pages.models import Picture

from .demo import PORTAL, Demo

CREDIT = "Illustration de démonstration"
SIZE = (1440, 900)  # pixels: the widest any page shows, see cms.pages.pictures


def picture(demo: Demo, site: str, name: str) -> Picture:
    """The drawing ``name`` as the council of ``site`` wears it, in that site's collection.

    Its description is the alternative text wherever it stands.
    """
    if (site, name) not in demo.pictures:
        demo.pictures[site, name] = _drawn(demo, site, name)
    return demo.pictures[site, name]


def _drawn(demo: Demo, site: str, name: str) -> Picture:
    code = None if site == PORTAL else site
    shows = describe(name, code)
    return Picture.objects.create(
        title=shows.split(",")[0],
        file=ContentFile(draw(name, code, size=SIZE), f"{site}-{name}.jpg"),
        description=shows,
        credit=CREDIT,
        collection=demo.sites[site].collection,
        uploaded_by_user=demo.editor(site),
    )
