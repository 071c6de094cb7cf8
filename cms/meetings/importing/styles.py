"""What the styles of a document say that a paragraph is.

A style is known by its name (English in the file, whatever the language of Word), by the level of
the outline it stands on, or by the style it was made from.
"""

import re
from xml.etree.ElementTree import Element

from .parts import Package, attribute, child, children, is_on, number

TITLE, CAPTION, CONTENTS = "title", "caption", "contents"
BODY_LEVEL = 9  # of the outline: no heading
_HEADING = re.compile(r"(?:heading|titre|überschrift) ?([1-9])")
_NAMES = (
    (TITLE, re.compile(r"(?:title|titre)")),
    (CAPTION, re.compile(r"(?:caption|légende)")),
    (CONTENTS, re.compile(r"(?:toc|contents|tm|table des matières) ?(?:\d|heading)?")),
)
_DEEPEST = 20  # styles made from styles


class Styles:
    """The paragraph styles of a document, by their ids."""

    def __init__(self, package: Package):
        self._styles: dict[str, Element] = {}
        self._default = ""
        for part in package.related("styles"):
            for style in children(part, "style"):
                self._add(style)

    def _add(self, style: Element) -> None:
        if attribute(style, "type") != "paragraph":
            return
        key = attribute(style, "styleId")
        self._styles.setdefault(key, style)
        if attribute(style, "default") in ("1", "true"):
            self._default = key

    def _chain(self, key: str) -> list[Element]:
        """The style and those it was made from."""
        chain: list[Element] = []
        style = self._styles.get(key or self._default)
        while style is not None and len(chain) < _DEEPEST:
            chain.append(style)
            style = self._styles.get(attribute(child(style, "basedOn")))
        return chain

    def heading_level(self, key: str) -> int:
        """From 1; 0 for what is no heading."""
        for style in self._chain(key):
            outline = child(style, "pPr", "outlineLvl")
            if outline is not None:
                level = number(attribute(outline), BODY_LEVEL)
                return level + 1 if level < BODY_LEVEL else 0
            if found := _HEADING.fullmatch(_name(style)):
                return int(found[1])
        return 0

    def kind(self, key: str) -> str:
        """TITLE, CAPTION, CONTENTS or nothing of interest."""
        for style in self._chain(key):
            for kind, name in _NAMES:
                if name.fullmatch(_name(style)):
                    return kind
        return ""

    def numbering(self, key: str) -> Element | None:
        found = (child(style, "pPr", "numPr") for style in self._chain(key))
        return next((one for one in found if one is not None), None)

    def is_bold(self, key: str) -> bool:
        told = (child(style, "rPr", "b") for style in self._chain(key))
        return is_on(next((one for one in told if one is not None), None))


def _name(style: Element) -> str:
    return attribute(child(style, "name")).lower().strip()
