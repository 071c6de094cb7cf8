"""Making the demo's pictures, each when a page first asks for it."""

from cms.demo.content.drawings import drawings
from cms.demo.illustrations import describe
from cms.pages.models import Picture
from sites.pictures.clean import CleanCopy

from .demo import PORTAL, Demo
from .studio import SIZE, Studio, Wanted

CREDIT = "Illustration de démonstration"


def open_studio() -> Studio:
    """Where all that the content shows is being drawn from now on."""
    return Studio(_wanted(*one) for one in drawings())


def picture(demo: Demo, site: str, name: str) -> Picture:
    """The drawing ``name`` as the council of ``site`` wears it, in that site's collection.

    Its description is the alternative text wherever it stands.
    """
    if (site, name) not in demo.pictures:
        demo.pictures[site, name] = _drawn(demo, site, name)
    return demo.pictures[site, name]


def _drawn(demo: Demo, site: str, name: str) -> Picture:
    wanted = _wanted(site, name)
    drawing = demo.studio.drawing(wanted)
    shows = describe(*wanted)
    return Picture.objects.create(
        title=shows.split(",")[0],
        file=CleanCopy(drawing, f"{site}-{name}.jpg"),  # our own pixels: nothing to take out
        file_size=len(drawing),
        width=SIZE[0],
        height=SIZE[1],
        description=shows,
        credit=CREDIT,
        collection=demo.sites[site].collection,
        uploaded_by_user=demo.editor(site),
    )


def _wanted(site: str, name: str) -> Wanted:
    return name, None if site == PORTAL else site
