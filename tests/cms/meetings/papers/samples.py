"""Meetings to print: an ordinary one, and what a printer fears."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from cms.meetings.papers import (
    Agenda,
    Brand,
    Decision,
    Erratum,
    Figure,
    Item,
    Meeting,
    Minutes,
    Official,
    Place,
    Poster,
    SignIn,
    brand_of,
)
from cms.meetings.papers.tree import from_html
from sites.themes import manifest
from sites.themes.files import from_folder
from sites.themes.stack import LIBRARY, Layer, Stack, base

PARIS = ZoneInfo("Europe/Paris")
ADDRESS = "https://lba.conseils.example/seances/2026/proprete-carnaval-et-budget/"
HOSTILE = '#import "x" *gras* _italique_ $x^2$ <b>HTML</b> \\u{41} @ref // `code` = Titre'
OUTLINE = "M100 100L900 200L800 900L200 700Z"
THEMES = ("socle", "canal", "zinc", "faubourg", "halle")

PLACE = Place("École de la rue de l'Aqueduc", "25, rue de l'Aqueduc", "De plain-pied", "Métro 7")
MEETING = Meeting(
    title="Séance plénière : propreté, carnaval et budget",
    kind="Séance plénière",
    starts_at=datetime(2026, 3, 12, 19, 0, tzinfo=PARIS),
    ends_at=datetime(2026, 3, 12, 21, 0, tzinfo=PARIS),
    place=PLACE,
    address=ADDRESS,
)
ITEMS = (
    Item("1", "Accueil et rappel du fonctionnement", "information", 10, "Équipe d'animation"),
    Item("2", "Propreté : bilan des relevés", "debate", 35, documents=("Relevés (PDF, 320 ko)",)),
    Item("3", "Carnaval : subvention de 900 €", "vote", 15),
    Item("4", "Réparation du panneau d'affichage", "vote", 15),
    Item("5", "Questions libres", "debate", 30),
)
NOTES = {"accessibility": "De plain-pied.", "childcare": "Gratuite.", "interpreting": "LSF."}
AGENDA = Agenda(
    MEETING,
    ITEMS,
    published_on=date(2026, 3, 2),
    proposals_until=datetime(2026, 3, 5, 18, 0, tzinfo=PARIS),
    **NOTES,
)
POSTER = Poster(MEETING, ITEMS, invitation="Ouverte à toutes et tous", **NOTES)
BODY = """
<h2>Accueil</h2><p>La séance est <b>ouverte</b> à 19 h, <a href="/seances/">comme toujours</a>.</p>
<h3>Suites</h3><ul><li>Un atelier<ul><li>le matin</li></ul></li><li>Une fête</li></ul>
<table><caption>Suivi</caption><tr><th>Demande</th><th>Réponse</th></tr>
<tr><td>Bancs</td><td>En attente</td></tr></table>
<blockquote><p>Un mur qui nous ressemble.</p></blockquote>
"""
MINUTES = Minutes(
    MEETING,
    from_html(BODY, ADDRESS),
    approved_on=date(2026, 6, 4),
    attendance=(Figure("61", "personnes présentes"), Figure("14", "à distance")),
    officials=(Official("Adjointe au maire"), Official("Directeur de la voirie", "M. Genêt")),
    decisions=(
        Decision(
            "Une fresque rue de Paradis.", "Adoptée", "d1", 49, 6, 1, 380_000, "Investissement"
        ),
        Decision("Un comptage du bruit.", "Adoptée à l'unanimité", "d2"),
    ),
    errata=(Erratum(date(2026, 6, 20), "Il fallait lire 3 800 €."),),
)
SIGN_IN = SignIn(MEETING, ("Lilas", "مريم الخطيب"), rows=30)
SHEETS = {"agenda": AGENDA, "poster": POSTER, "minutes": MINUTES, "sign-in": SIGN_IN}


@cache
def stack(slug: str) -> Stack:
    """A bundled theme over the base theme, as a site wears it."""
    if slug == "socle":
        return base()
    files = from_folder(LIBRARY / slug)
    told, _findings = manifest.read(files)
    return Stack((Layer(files, told), base().top))


def frame(name: str = "Louis Blanc – Aqueduc") -> SimpleNamespace:
    """What papers read of a site's chrome."""
    return SimpleNamespace(
        site_name=name,
        district="10e",
        root_url="https://lba.conseils.example",
        outline=SimpleNamespace(emblem=OUTLINE),
    )


@cache
def brand(slug: str = "socle", name: str = "Louis Blanc – Aqueduc") -> Brand:
    """The brand of a council in a bundled theme."""
    return brand_of(frame(name), stack(slug))


def titled(sheet, title: str):
    """The same paper of a meeting with another title."""
    return replace(sheet, meeting=replace(sheet.meeting, title=title))
