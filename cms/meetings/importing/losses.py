"""What a document holds that our pages cannot: each kind counted, with the place where it stood.

Nothing is left out in silence: what is not listed here was kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .parts import Package, attribute, child, descendants, has, local, words

PLACES_SHOWN = 4


def _comments(n: int) -> str:
    return ngettext(
        "%(n)s commentaire n’est pas repris : il n’était pas destiné à la publication.",
        "%(n)s commentaires ne sont pas repris : ils n’étaient pas destinés à la publication.",
        n,
    )


def _changes(n: int) -> str:
    return ngettext(
        "%(n)s modification suivie : le texte est repris comme si elle était acceptée.",
        "%(n)s modifications suivies : le texte est repris comme si elles étaient acceptées.",
        n,
    )


def _footnotes(n: int) -> str:
    return ngettext(
        "%(n)s note de bas de page est placée à la fin du texte, sous « Notes ».",
        "%(n)s notes de bas de page sont placées à la fin du texte, sous « Notes ».",
        n,
    )


def _boxes(n: int) -> str:
    return ngettext(
        "%(n)s zone de texte : son texte est placé dans le fil de la page.",
        "%(n)s zones de texte : leur texte est placé dans le fil de la page.",
        n,
    )


def _hidden(n: int) -> str:
    return ngettext(
        "%(n)s passage masqué n’est pas repris.", "%(n)s passages masqués ne sont pas repris.", n
    )


def _struck(n: int) -> str:
    return ngettext(
        "%(n)s passage barré est repris sans sa barre : relisez-le.",
        "%(n)s passages barrés sont repris sans leur barre : relisez-les.",
        n,
    )


def _equations(n: int) -> str:
    return ngettext(
        "%(n)s formule mathématique n’est pas reprise.",
        "%(n)s formules mathématiques ne sont pas reprises.",
        n,
    )


def _charts(n: int) -> str:
    return ngettext(
        "%(n)s graphique n’est pas repris : ajoutez-le comme image, ou ses chiffres en tableau.",
        "%(n)s graphiques ne sont pas repris : ajoutez-les comme images, ou leurs chiffres en "
        "tableau.",
        n,
    )


def _objects(n: int) -> str:
    return ngettext(
        "%(n)s objet incorporé (tableur, diaporama…) n’est pas repris.",
        "%(n)s objets incorporés (tableur, diaporama…) ne sont pas repris.",
        n,
    )


def _drawings(n: int) -> str:
    return ngettext(
        "%(n)s dessin (forme, flèche, schéma) n’est pas repris.",
        "%(n)s dessins (formes, flèches, schémas) ne sont pas repris.",
        n,
    )


def _parts(n: int) -> str:
    return ngettext(
        "%(n)s document inséré dans le document n’est pas repris.",
        "%(n)s documents insérés dans le document ne sont pas repris.",
        n,
    )


def _linked(n: int) -> str:
    return ngettext(
        "%(n)s image n’est pas dans le fichier, qui ne dit que son adresse : ajoutez-la.",
        "%(n)s images ne sont pas dans le fichier, qui ne dit que leur adresse : ajoutez-les.",
        n,
    )


def _vectors(n: int) -> str:
    return ngettext(
        "%(n)s image n’est pas reprise : son format (EMF, WMF, SVG) ne se montre pas sur un site.",
        "%(n)s images ne sont pas reprises : leur format (EMF, WMF, SVG) ne se montre pas sur un "
        "site.",
        n,
    )


def _broken(n: int) -> str:
    return ngettext(
        "%(n)s image n’est pas reprise : elle est abîmée ou trop grande.",
        "%(n)s images ne sont pas reprises : elles sont abîmées ou trop grandes.",
        n,
    )


def _too_many(n: int) -> str:
    return ngettext(
        "%(n)s image de trop n’est pas reprise : les premières seulement le sont.",
        "%(n)s images de trop ne sont pas reprises : les premières seulement le sont.",
        n,
    )


def _picture_links(n: int) -> str:
    return ngettext(
        "%(n)s image menait à une adresse : l’image est reprise, le lien non.",
        "%(n)s images menaient à une adresse : les images sont reprises, les liens non.",
        n,
    )


def _merged(n: int) -> str:
    return ngettext(
        "%(n)s tableau avait des cases fusionnées : elles sont séparées, relisez-le.",
        "%(n)s tableaux avaient des cases fusionnées : elles sont séparées, relisez-les.",
        n,
    )


def _nested(n: int) -> str:
    return ngettext(
        "%(n)s tableau dans un tableau est repris comme du texte.",
        "%(n)s tableaux dans des tableaux sont repris comme du texte.",
        n,
    )


def _from_cells(n: int) -> str:
    return ngettext(
        "%(n)s image d’un tableau est placée sous lui.",
        "%(n)s images de tableaux sont placées sous eux.",
        n,
    )


def _huge(n: int) -> str:
    return ngettext(
        "%(n)s très grand tableau est repris comme du texte.",
        "%(n)s très grands tableaux sont repris comme du texte.",
        n,
    )


def _captions(n: int) -> str:
    return ngettext(
        "%(n)s tableau n’avait pas de titre : celui qui est proposé est à relire.",
        "%(n)s tableaux n’avaient pas de titre : ceux qui sont proposés sont à relire.",
        n,
    )


def _links(n: int) -> str:
    return ngettext(
        "%(n)s lien qui ne mène pas à une page du Web est repris comme du texte.",
        "%(n)s liens qui ne mènent pas à une page du Web sont repris comme du texte.",
        n,
    )


def _contents(n: int) -> str:
    return _("La table des matières n’est pas reprise.")


def _deep(n: int) -> str:
    return ngettext(
        "%(n)s intertitre de rang 3 ou plus est devenu une sous-partie.",
        "%(n)s intertitres de rang 3 ou plus sont devenus des sous-parties.",
        n,
    )


def _long(n: int) -> str:
    return ngettext(
        "%(n)s intertitre trop long est repris comme une phrase en gras.",
        "%(n)s intertitres trop longs sont repris comme des phrases en gras.",
        n,
    )


def _margins(n: int) -> str:
    return _("L’en-tête et le pied de page ne sont pas repris : « %(quote)s ».")


SENTENCES: dict[str, Callable[[int], str]] = {  # in the order in which they are listed
    "changes": _changes,
    "struck": _struck,
    "hidden": _hidden,
    "too-many": _too_many,
    "linked": _linked,
    "vectors": _vectors,
    "broken": _broken,
    "picture-links": _picture_links,
    "charts": _charts,
    "objects": _objects,
    "drawings": _drawings,
    "equations": _equations,
    "parts": _parts,
    "boxes": _boxes,
    "footnotes": _footnotes,
    "merged": _merged,
    "captions": _captions,
    "nested": _nested,
    "huge": _huge,
    "from-cells": _from_cells,
    "long": _long,
    "deep": _deep,
    "links": _links,
    "comments": _comments,
    "contents": _contents,
    "margins": _margins,
}
WITHOUT_PLACE = ("contents", "margins")


@dataclass(frozen=True)
class Note:
    """``places``: the headings below which it stood; an empty one is the beginning."""

    kind: str
    count: int
    places: tuple[str, ...]
    quote: str = ""

    def __str__(self) -> str:
        sentence = SENTENCES[self.kind](self.count) % {"n": self.count, "quote": self.quote}
        if self.kind in WITHOUT_PLACE:
            return sentence
        return f"{sentence.removesuffix('.')} ({self._where()})."

    def _where(self) -> str:
        shown = [
            _("après « %(place)s »") % {"place": place} if place else _("au début")
            for place in self.places[:PLACES_SHOWN]
        ]
        return ", ".join(shown) + ("…" if len(self.places) > PLACES_SHOWN else "")


@dataclass
class Losses:
    """Filled while the document is read; ``place`` is the heading that was met last."""

    place: str = ""
    _counts: dict[str, int] = field(default_factory=dict)
    _places: dict[str, dict[str, None]] = field(default_factory=dict)
    _quotes: dict[str, str] = field(default_factory=dict)

    def arrive(self, heading: str) -> None:
        self.place = Truncator(heading).chars(60)

    def add(self, kind: str, quote: str = "") -> None:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._places.setdefault(kind, {})[self.place] = None
        if quote:
            self._quotes.setdefault(kind, quote)

    def notes(self) -> list[Note]:
        return [
            Note(kind, self._counts[kind], tuple(self._places[kind]), self._quotes.get(kind, ""))
            for kind in SENTENCES
            if kind in self._counts
        ]


SIMPLE = {
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
    "ins": "changes",
    "del": "changes",
    "moveTo": "changes",
    "object": "objects",
    "oMath": "equations",
    "altChunk": "parts",
    "subDoc": "parts",
    "contentPart": "drawings",
    "txbxContent": "boxes",
}


def look(block: Element, losses: Losses) -> None:
    """Count what is inside a paragraph or table of the prepared document (preparing.py)."""
    for element in _shown(block):
        name = local(element)
        if kind := SIMPLE.get(name):
            losses.add(kind)
        elif name == "graphicData":
            _graphic(element, losses)
        elif name == "pict":
            _old_drawing(element, losses)


def _shown(element: Element) -> Iterator[Element]:
    """All below ``element``, without what stands there a second time for older programs."""
    yield element
    skipped = _second(element) if local(element) == "AlternateContent" else None
    for one in element:
        if one is not skipped and not _is_of_style(one):
            yield from _shown(one)


def _second(both: Element) -> Element | None:
    return child(both, "Fallback") if child(both, "Choice") is not None else None


def _is_of_style(element: Element) -> bool:
    """Which style was changed, and that a paragraph mark was added, is no change of the text."""
    return local(element) in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")


def _graphic(data: Element, losses: Losses) -> None:
    kind = attribute(data, "uri").rpartition("/")[2]
    if kind in ("chart", "chartex"):
        losses.add("charts")
    elif kind != "picture" and not has(data, "txbxContent", "blip"):
        losses.add("drawings")


def _old_drawing(pict: Element, losses: Losses) -> None:
    rule = any(attribute(one, "hr") for one in pict)
    shapes = ("shape", "rect", "roundrect", "line", "oval", "group", "polyline")
    if not rule and not has(pict, "txbxContent", "imagedata"):
        if has(pict, *shapes):
            losses.add("drawings")


def look_around(package: Package, losses: Losses) -> None:
    """The words above and below each page."""
    margins = [*package.related("header"), *package.related("footer")]
    said = dict.fromkeys(text for one in margins if (text := _without_page_number(one)))
    if said:
        losses.add("margins", Truncator(" – ".join(said)).chars(120))


def _without_page_number(margin: Element) -> str:
    text = " ".join(filter(None, (words(p).strip() for p in descendants(margin, "p"))))
    plain = text.lower().replace("page", "").replace("sur", "")
    return text if any(sign.isalpha() for sign in plain) else ""
