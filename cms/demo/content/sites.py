"""The portal and the six councils of the 10th arrondissement of Paris."""

from dataclasses import dataclass

DOMAIN = "quartiers.localhost"
PORTAL_NAME = "Les conseils de quartier du 10e"
DISTRICT = "10e"
STREETS_CREDIT = "Liste indicative, établie à la main d’après les périmètres des conseils."


@dataclass(frozen=True)
class Site:
    """``number`` is the city's own of the council; ``area`` in hectares."""

    code: str
    name: str
    slug: str
    number: str
    area: str

    @property
    def host(self) -> str:
        return f"{self.code}.{DOMAIN}"


COUNCILS = (
    Site("cel", "Château d’Eau – Lancry", "chateau-d-eau-lancry", "044", "49.9"),
    Site(
        "fth",
        "Faubourg du Temple – Hôpital Saint-Louis",
        "faubourg-du-temple-hopital-saint-louis",
        "046",
        "50.5",
    ),
    Site("gab", "Grange-aux-Belles – Terrage", "grange-aux-belles-terrage", "045", "39.5"),
    Site("lba", "Louis Blanc – Aqueduc", "louis-blanc-aqueduc", "042", "49.9"),
    Site("psd", "Porte Saint-Denis – Paradis", "porte-saint-denis-paradis", "043", "47.2"),
    Site(
        "svp",
        "Saint-Vincent-de-Paul – Lariboisière",
        "saint-vincent-de-paul-lariboisiere",
        "041",
        "52.2",
    ),
)
CODES = tuple(site.code for site in COUNCILS)
