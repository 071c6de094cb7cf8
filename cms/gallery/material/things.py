"""News, documents, topics and meetings as lists know them (cms.publications.models.Publication)."""

from datetime import UTC, datetime
from types import SimpleNamespace

from . import pictures, sites

TITLE = "Carnaval : on cherche des bénévoles"
LONG_TITLE = (
    "Réaménagement du carrefour de l’avenue Claude-Vellefaux, de la rue de la Grange-aux-Belles "
    "et de la rue Juliette-Dodu : ce que les riveraines et riverains ont demandé"
)
LONG_WORD = "Intercommunalisationsdébureaucratisation"
LONG_SUMMARY = (
    "Quatre-vingt-deux personnes sont venues, seize propositions ont été retenues et trois "
    "réunions restent à tenir avant que le conseil d’arrondissement ne vote le projet en mars."
)
WHEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIELDS = {
    "title": TITLE,
    "summary": "Deux créneaux au choix, samedi matin ou après-midi, sans rien savoir faire.",
    "url": "/actualites/carnaval/",
    "path": "/actualites/carnaval/",
    "sort_at": WHEN,
    "kind_label": "Actualité",
    "home_name": sites.council().name,
    "facts": {},
    "picture": None,
}


def publication(**fields) -> SimpleNamespace:
    return SimpleNamespace(**(FIELDS | fields))


def plain() -> SimpleNamespace:
    return publication()


def pictured(motif: str = "canal", profile: str = "card", **fields) -> SimpleNamespace:
    return publication(picture=pictures.ready(motif, profile), **fields)


def first_of_month() -> SimpleNamespace:
    """A day that French writes as an ordinal."""
    return publication(
        title="La mare du jardin Villemin est pleine",
        summary="",
        sort_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
    )


def long(**fields) -> SimpleNamespace:
    told = {"title": LONG_TITLE, "summary": LONG_SUMMARY, **fields}
    return publication(home_name="Faubourg du Temple – Hôpital Saint-Louis", **told)


def unbreakable() -> SimpleNamespace:
    return publication(title=LONG_WORD, summary="")


def right_to_left() -> SimpleNamespace:
    return publication(
        title="ورشة كتابة في الحي", summary="Atelier d’écriture, en arabe et en français."
    )


def document() -> SimpleNamespace:
    return publication(
        title="Compte rendu de la séance du 5 novembre",
        summary="",
        kind_label="Document",
        facts={"type": "minutes", "extension": "pdf", "size": 240_000},
    )


def album() -> SimpleNamespace:
    return pictured(
        "place", "teaser", title="La fête des voisins", kind_label="Photos", facts={"photos": 14}
    )


def topic(posts: int = 7) -> SimpleNamespace:
    return publication(
        title="Où mettre des arceaux pour les vélos ?",
        summary="Rue Eugène-Varlin, le trottoir est large devant le 12…",
        kind_label="Sujet du forum",
        facts={"posts": posts},
    )


def meeting(**fields) -> SimpleNamespace:
    told = {
        "title": "Séance plénière",
        "summary": "À l’ordre du jour : le carrefour Vellefaux, la mare du jardin, vos questions.",
        "url": "/seances/2026/pleniere-de-decembre/",
        "starts_at": datetime(2026, 12, 3, 18, 30, tzinfo=UTC),
        "place_name": "École de la rue de l’Aqueduc",
    }
    return publication(**(told | fields))


def several() -> list[SimpleNamespace]:
    """A list as it is on most days, and on some."""
    return [pictured(profile="teaser"), long(), first_of_month(), right_to_left(), album()]


def documents() -> list[SimpleNamespace]:
    return [document(), long(facts={"type": "charter"}, kind_label="Document")]


def cards() -> list[SimpleNamespace]:
    return [pictured("rue"), pictured("place", title=LONG_TITLE), publication(title="Sans image")]
