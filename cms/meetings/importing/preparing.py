"""The document as a library can read it that knows less of Word than its writers use.

Numbers that must stay are typed out, pictures of all kinds become one kind, boxes stand in the
text, what cannot be kept is taken away and counted (losses.py).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from .lines import CAPTION, CONTENTS, GRAPHICS, TITLE, Block, Line, lines, title_lines
from .losses import Losses, look, look_around
from .numbering import Numbering
from .parts import Package, attribute, child, children, descendants, has, is_on, local
from .styles import Styles

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
V = "urn:schemas-microsoft-com:vml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HEADING, CAPTION_STYLE = "QuartiersHeading", "QuartiersCaption"
UNWRAPPED = ("fldSimple", "dir", "bdo")
READ = {  # of the properties of things; the others, and when each was edited, only take time
    "rPr": ("rStyle", "b", "i", "vertAlign", "del"),
    "pPr": ("pStyle", "numPr", "rPr"),
    "tcPr": ("gridSpan", "vMerge"),
    "trPr": ("tblHeader", "del"),
    "tblPr": (),
    "sectPr": (),
    "tblGrid": (),
}
_AUTOMATIC = re.compile(r"g[ée]n[ée]r[ée]e? automatiquement|automatically generated", re.I)
_FILE = re.compile(
    r"[^ ]+\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf)|.*[\\/].*|image ?\d*", re.I
)


@dataclass(frozen=True)
class Found:
    """A picture the text shows: how it is described there, and the heading above it."""

    alt: str
    is_decorative: bool
    place: str


@dataclass
class Prepared:
    """``pictures`` by the number that stands as their alternative text in the document."""

    title: str = ""
    pictures: list[Found] = field(default_factory=list)


def prepare(package: Package, losses: Losses) -> Prepared:
    """Change the document of ``package`` in place."""
    body = child(package.document, "body")
    prepared = Prepared()
    if body is None:
        return prepared
    blocks = lines(body, Styles(package), Numbering(package))
    titles = title_lines(blocks)
    prepared.title = " – ".join(line.text for line in titles)[:255]
    look_around(package, losses)
    for _parent, element, line in blocks:
        if line and line.level and line not in titles:
            losses.arrive(line.text)
        look(element, losses)
        _settle(element, prepared, losses)
    _shape(blocks, titles, losses)
    _lighten(package.document)
    for styles in package.related("styles"):
        _lighten_styles(styles)
    return prepared


def _shape(blocks: list[Block], titles: list[Line], losses: Losses) -> None:
    typed = _interrupted(line for _p, _e, line in blocks)
    below_typed = False
    for parent, element, line in blocks:
        if line is None:
            continue
        if line.kind == CONTENTS:
            parent.remove(element)
            if line.text:
                losses.add("contents")
            continue
        if any(line is title for title in titles):
            _empty(line)
        if line.is_item and line.depth == 0:
            below_typed = line.list_key in typed
        _style(line, line.list_key in typed and line.depth == 0, below_typed)


def _interrupted(found: Iterable[Line | None]) -> set[str]:
    """The numbered lists that a list of ours, which always begins at 1, would number wrongly."""
    typed: set[str] = set()
    place, was_ordered = 0, False
    for line in found:
        if line is None or (line.is_seen and not line.is_item):
            place = 0
        elif line.is_item and line.depth == 0:
            place = place + 1 if line.is_ordered == was_ordered else 1
            was_ordered = line.is_ordered
            if line.is_ordered and line.count != place:
                typed.add(line.list_key)
    return typed


def _style(line: Line, is_typed: bool, below_typed: bool) -> None:
    properties = child(line.element, "pPr")
    if properties is None:
        properties = Element(f"{{{W}}}pPr")
        line.element.insert(0, properties)
    for name in ("pStyle", "numPr"):
        for one in children(properties, name):
            properties.remove(one)
    level = line.level or (1 if line.kind == TITLE else 0)
    if level:
        _set(SubElement(properties, f"{{{W}}}pStyle"), f"{HEADING}{min(level, 6)}")
    elif line.kind == CAPTION:
        _set(SubElement(properties, f"{{{W}}}pStyle"), CAPTION_STYLE)
    if level or is_typed:
        _type(line)
    elif line.is_item:
        _put_in_list(properties, line, below_typed)


def _lighten(document: Element) -> None:
    for element in document.iter():
        for key in [key for key in element.attrib if "}rsid" in key]:
            del element.attrib[key]
        if (read := READ.get(local(element))) is not None:
            element[:] = [one for one in element if local(one) in read]


def _lighten_styles(styles: Element) -> None:
    """Names are all that is read of them from here on."""
    styles[:] = children(styles, "style")
    for style in styles:
        style[:] = children(style, "name")


def _set(element: Element, value: str) -> None:
    element.set(f"{{{W}}}val", value)


def _put_in_list(properties: Element, line: Line, below_typed: bool) -> None:
    numbered = SubElement(properties, f"{{{W}}}numPr")
    depth = line.depth - 1 if below_typed and line.depth else line.depth
    _set(SubElement(numbered, f"{{{W}}}ilvl"), str(depth))
    _set(SubElement(numbered, f"{{{W}}}numId"), line.list_key)


def _type(line: Line) -> None:
    """The number, as if it had been written by hand."""
    if line.label and line.text:
        run = Element(f"{{{W}}}r")
        text = SubElement(run, f"{{{W}}}t", {SPACE: "preserve"})
        text.text = f"{line.label} "
        line.element.insert(1, run)


def _empty(line: Line) -> None:
    for text in descendants(line.element, "t"):
        text.text = ""
    line.text = ""


def _settle(block: Element, prepared: Prepared, losses: Losses) -> None:
    """Make everything below ``block`` of the few things that are read."""
    _hide(block, losses)
    _simplify(block, prepared, losses)


def _hide(block: Element, losses: Losses) -> None:
    for run in list(descendants(block, "r")):
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            if has(run, "t"):
                losses.add("hidden")
            for one in list(run):
                run.remove(one)
        elif is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")):
            if any((text.text or "").strip() for text in children(run, "t")):
                losses.add("struck")


def _simplify(parent: Element, prepared: Prepared, losses: Losses) -> None:
    settled: list[Element] = []
    for element in list(parent):
        name = local(element)
        if name == "object":
            continue
        if name in GRAPHICS:
            settled += _plain(element, prepared, losses)
            continue
        _simplify(element, prepared, losses)
        if name in UNWRAPPED:
            settled += list(element)
        elif name == "cr":
            settled.append(Element(f"{{{W}}}br"))
        else:
            settled.append(element)
    parent[:] = settled


def _plain(graphic: Element, prepared: Prepared, losses: Losses) -> list[Element]:
    """A drawing, old or new, as its pictures and then its boxes of text."""
    drawn = list(_drawn(graphic))
    plain: list[Element] = []
    for one in drawn:
        name = local(one)
        if name == "txbxContent":
            plain.append(_box(one, prepared, losses))
        elif name in ("blip", "imagedata"):
            if reference := _reference(one, "embed") or _reference(one, "id"):
                plain.append(_drawing(reference, len(prepared.pictures)))
                prepared.pictures.append(_found(drawn, losses.place))
            elif _reference(one, "link"):
                losses.add("linked")
        elif name == "hlinkClick" and _reference(one, "id"):
            losses.add("picture-links")
    return plain


def _drawn(graphic: Element) -> Iterator[Element]:
    """All of a drawing, but not what is in its boxes. Of what Word draws in two ways, the one that
    tells more.
    """
    yield graphic
    if local(graphic) == "txbxContent":
        return
    inside = [_telling(graphic)] if local(graphic) == "AlternateContent" else list(graphic)
    for one in inside:
        yield from _drawn(one)


def _telling(both: Element) -> Element:
    ways = [one for one in both if local(one) in ("Choice", "Fallback")]
    useful = (one for one in ways if has(one, "txbxContent", "blip", "imagedata"))
    return next(useful, ways[0] if ways else Element("nothing"))


def _box(box: Element, prepared: Prepared, losses: Losses) -> Element:
    _simplify(box, prepared, losses)
    around = Element(f"{{{W}}}pict")
    SubElement(around, f"{{{V}}}textbox").append(box)
    return around


def _reference(element: Element, name: str) -> str:
    return next((v for key, v in element.items() if key.endswith(f"elationships}}{name}")), "")


def _found(drawn: list[Element], place: str) -> Found:
    told: list[str] = []
    for one in drawn:
        if local(one) in ("docPr", "cNvPr"):
            told += [attribute(one, "descr"), attribute(one, "title")]
        elif local(one) in ("shape", "rect"):
            told.append(attribute(one, "alt"))
    alt = next((text for one in told if (text := _described(one))), "")
    decorative = any(local(one) == "decorative" and is_on(one) for one in drawn)
    return Found(alt, decorative and not alt, place)


def _described(told: str) -> str:
    """What a person wrote: neither a guess of Word's nor the name of a file."""
    text = re.sub(r"\s+", " ", told).strip()
    if _AUTOMATIC.search(text) or _FILE.fullmatch(text):
        return ""
    return text[:200]


def _drawing(reference: str, key: int) -> Element:
    drawing = Element(f"{{{W}}}drawing")
    inline = SubElement(drawing, f"{{{DRAWING}wordprocessingDrawing}}inline")
    SubElement(inline, f"{{{DRAWING}wordprocessingDrawing}}docPr", {"descr": str(key)})
    graphic = SubElement(inline, f"{{{DRAWING}main}}graphic")
    data = SubElement(graphic, f"{{{DRAWING}main}}graphicData")
    picture = SubElement(data, f"{{{DRAWING}picture}}pic")
    fill = SubElement(picture, f"{{{DRAWING}picture}}blipFill")
    SubElement(fill, f"{{{DRAWING}main}}blip", {f"{{{R}}}embed": reference})
    return drawing
