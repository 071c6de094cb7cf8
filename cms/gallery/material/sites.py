"""A portal and six councils that exist nowhere but here, and what surrounds their pages."""

from dataclasses import replace
from functools import cache

from cms.pages.chrome import Entry, Frame
from sites.councils.hosts import Neighbour
from sites.councils.models import Council
from sites.councils.outlines import outlines

PORTAL = "Les conseils de quartier du 10e"
# A name and the corners of a piece of a made-up district (longitude, latitude, in thousandths).
PIECES = {
    "Louis Blanc – Aqueduc": [(0, 30), (14, 31), (19, 20), (9, 17), (1, 19)],
    "Château d’Eau – Lancry": [(9, 17), (19, 20), (24, 6), (12, 0), (8, 8)],
    "Grange aux Belles – Terrage": [(14, 31), (27, 29), (31, 17), (19, 20)],
    "Porte Saint-Denis – Paradis": [(0, 3), (1, 19), (9, 17), (8, 8), (12, 0)],
    "Faubourg du Temple – Hôpital Saint-Louis": [(19, 20), (31, 17), (35, 4), (24, 6)],
    "Saint-Vincent-de-Paul – Lariboisière": [(-9, 29), (0, 30), (1, 19), (-8, 20)],
}


@cache
def councils() -> tuple[Neighbour, ...]:
    drawn = outlines(dict(enumerate(map(_polygon, PIECES.values()))))
    return tuple(
        Neighbour(_council(name, number), f"http://conseil{number}.exemple.fr", drawn[number])
        for number, name in enumerate(PIECES)
    )


def _polygon(corners: list[tuple[int, int]]) -> dict:
    ring = [(2.35 + x / 1000, 48.87 + y / 1000) for x, y in [*corners, corners[0]]]
    return {"type": "Polygon", "coordinates": [ring]}


def _council(name: str, number: int) -> Council:
    credit = "© Ville de Paris – Open Data, licence ODbL"
    return Council(name=name, code=f"specimen{number}", perimeter_credit=credit)


def council() -> Neighbour:
    return councils()[0]


def frame() -> Frame:
    """The chrome of the first council."""
    own = council()
    return Frame(
        site_name=own.name,
        district="10e",
        portal_name=PORTAL,
        portal_url="http://portail.exemple.fr",
        council=own.council,
        outline=own.outline,
        councils=councils(),
        menu=MENU,
        legal=LEGAL,
        social=(Entry("Mastodon", "https://exemple.social/@louisblanc"),),
        contact_url="/contact/",
        team_url="/le-conseil/equipe/",
        contact_email="louis-blanc@exemple.fr",
        contact_address="Mairie du 10e\n72, rue du Faubourg-Saint-Martin\n75010 Paris",
        opening_hours="le premier mardi du mois, de 18 h à 20 h",
        tagline="De la gare de l’Est à la place de Stalingrad.",
        notice="",
        banner_level="info",
        banner_text="",
        banner_until=None,
        root_url="http://conseil0.exemple.fr",
        about_url="http://portail.exemple.fr/un-conseil-de-quartier/",
        admin_url="http://admin.exemple.fr/admin/",
    )


MENU = tuple(
    Entry(label, url)
    for label, url in (
        ("Actualités", "/actualites/"),
        ("Documents", "/documents/"),
        ("Le conseil", "/le-conseil/"),
        ("Forum", "/forum/"),
        ("Contact", "/contact/"),
    )
)
LEGAL = tuple(
    Entry(label, url)
    for label, url in (
        ("Accessibilité : non conforme", "/accessibilite/"),
        ("Mentions légales", "/mentions-legales/"),
        ("Données personnelles", "/donnees-personnelles/"),
        ("Charte du forum", "/charte-du-forum/"),
    )
)
MADE_UP = ("outline", "councils", "menu", "legal", "social", "contact_url", "team_url",
           "contact_email", "contact_address", "about_url", "portal_name", "portal_url",
           "district")  # fmt: skip


def completed(real: Frame) -> Frame:
    """A site's own chrome, with what it lacks taken from the made-up one."""
    spare = frame()
    lacking = {name: getattr(spare, name) for name in MADE_UP if not getattr(real, name)}
    if not real.council:
        lacking.pop("outline", None)
    if not all(neighbour.outline for neighbour in real.councils):
        lacking["councils"] = spare.councils
    return replace(real, **lacking, notice="", banner_text="")


def as_council(portal: Frame) -> Frame:
    """The same for a council: the first of its neighbours."""
    own = portal.councils[0]
    return replace(portal, site_name=own.name, council=own.council, outline=own.outline)


def as_portal(real: Frame) -> Frame:
    return replace(real, site_name=real.portal_name, council=None, outline=None)
