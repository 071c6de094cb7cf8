"""The demo's pictures: drawn by the project itself, nothing is downloaded.

``draw("jardinieres-sainte-marthe", "fth")`` gives a JPEG, ``describe(…)`` with the same arguments
its French alternative text. The last word of a name that a motif knows chooses the motif, so that
news about planters get planters; a name without any known word gets one by its digest.

Motifs: arceaux, bancs, calendrier, canoes, carnaval, cercle, colonne, compost, contour, ecluse,
ecole, fresque, gare, horloge, jardin, jardinieres, lampadaires, livraisons, livres, marche,
marelle, outils, panneau, papiers, paroles, passerelle, peniche, plan, plaque, porte, proprete,
terrasse, theatre, toits, tri, vide-greniers, vote. ``motifs.py`` lists the other words of each.

Styles: socle (the portal), canal (gab, fth), zinc (lba), faubourg (psd, cel), halle (svp); fth and
cel have tints of their own. Behind the motif lies the council's outline with its streets.
"""

from hashlib import sha256
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .grounds import Scene, lay
from .motifs import MOTIFS, motif_named
from .palettes import STYLE_OF, STYLES, palette_of

__all__ = ["MOTIFS", "STYLES", "describe", "draw", "motif_named"]

SIZE = (WIDTH, HEIGHT)
_PLACES = {
    "socle": "sur fond de pierre",
    "canal": "dans les verts du canal",
    "zinc": "dans les gris des toits de zinc",
    "faubourg": "en grands aplats de couleur",
    "halle": "dans les tons d’une halle",
}


def draw(
    name: str,
    council_code: str | None = None,
    style: str | None = None,
    size: tuple[int, int] = SIZE,
) -> bytes:
    """One picture, as JPEG bytes: the same arguments give the same bytes.

    Without a ``style``, the one the council wears (the portal's, ``socle``, for no council).
    ``size`` is in pixels. Raises KeyError for an unknown style.
    """
    style = style or STYLE_OF.get(council_code or "", "socle")
    motif = MOTIFS[motif_named(name)]
    palette = palette_of(style, council_code)
    if motif.dusk:
        palette = palette.at_dusk()
    chance = Random(sha256(f"{name}|{council_code}|{style}".encode()).digest())
    scene = Scene(Canvas(size, palette.sky), palette, chance, style, council_code)
    lay(scene, motif.ground)
    scene.canvas.mirrored = chance.random() < 0.5
    motif.draw(scene)
    return scene.canvas.jpeg()


def describe(name: str, council_code: str | None = None, style: str | None = None) -> str:
    """The picture's alternative text, in French, at most 150 characters."""
    style = style or STYLE_OF.get(council_code or "", "socle")
    return f"{MOTIFS[motif_named(name)].shows}, {_PLACES[style]}."
