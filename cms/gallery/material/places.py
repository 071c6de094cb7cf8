"""Somewhere to go."""

from cms.pages.maps import Sketch
from cms.pages.models import Place

from . import sites


def school() -> Place:
    return Place(
        name="École de la rue de l’Aqueduc",
        address="57, rue de l’Aqueduc, 75010 Paris",
        transport="Métro Stalingrad (2, 5, 7), bus 54",
        access_notes="Deux marches, rampe sur demande.\nBoucle magnétique dans le préau.",
    )


def sketched() -> dict:
    """A place with its plan, as the component takes it."""
    own = sites.council()
    drawn = Sketch(own.outline.emblem, 520.4, 410.0, own.name)
    return {"place": school(), "note": "Entrée par la cour", "sketch": drawn}
