"""The parts of a Word package: their XML by what they are for, and a clean copy of the package.

Names are compared without their namespace, for there are two of each: transitional and strict.
"""

import posixpath
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from .checking import damaged, is_xml, looks_like_xml

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path``, of local names."""
    for name in path:
        element = next((one for one in element or () if local(one) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    return [one for one in (element if element is not None else ()) if local(one) == name]


def descendants(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.iter() if local(one) in names)


def has(element: Element, *names: str) -> bool:
    """Whether one of these stands below it. (An element without children is false by itself.)"""
    return next(descendants(element, *names), None) is not None


def attribute(element: Element | None, name: str = "val") -> str:
    if element is None:
        return ""
    found = (value for key, value in element.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def is_on(element: Element | None) -> bool:
    """A property that is there is on, unless it says otherwise."""
    return element is not None and attribute(element) not in ("0", "false", "off", "none")


def number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def words(element: Element) -> str:
    """The text of runs below ``element``, without what was deleted or is code of a field."""
    return "".join(one.text or "" for one in descendants(element, "t"))


class Package:
    """A package that was looked through (checking.py)."""

    def __init__(self, zipped: ZipFile):
        self._zip = zipped
        self._names = set(zipped.namelist())
        self._elements: dict[str, Element] = {}

    @cached_property
    def document_name(self) -> str:
        for target, kind in self._targets("_rels/.rels", ""):
            if kind == "officeDocument" and target in self._names and is_xml(target):
                return target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise damaged()

    @property
    def document(self) -> Element:
        return self._parsed(self.document_name)

    def related(self, kind: str) -> list[Element]:
        """The parts the document names as its ``kind``: styles, numbering, header…"""
        folder, name = posixpath.split(self.document_name)
        targets = self._targets(f"{folder}/_rels/{name}.rels", folder)
        names = [target for target, its in targets if its == kind and target in self._names]
        return [self._parsed(name) for name in names if is_xml(name)]

    def _targets(self, name: str, folder: str) -> list[tuple[str, str]]:
        if name not in self._names:
            return []
        found = []
        for row in children(self._parsed(name), "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, row.get("Target", "")))
            found.append((target.lstrip("/"), row.get("Type", "").rpartition("/")[2]))
        return found

    def _parsed(self, name: str) -> Element:
        """The same element each time: it may be changed."""
        if name not in self._elements:
            content = self._zip.read(name)
            self._elements[name] = ElementTree.fromstring(content)  # noqa: S314 # checking.py looked
        return self._elements[name]

    def copy(self) -> BytesIO:
        """A package of the XML, with what was changed in it, and of its pictures."""
        copied = BytesIO()
        with ZipFile(copied, "w") as target:
            for name in self._zip.namelist():
                if (content := self._kept(name)) is not None:
                    target.writestr(name, content)
        copied.seek(0)
        return copied

    def _kept(self, name: str) -> bytes | None:
        if (changed := self._elements.get(name)) is not None:
            return ElementTree.tostring(changed, encoding="utf-8", xml_declaration=True)
        content = self._zip.read(name) if is_xml(name) or name.lower().endswith(PICTURES) else None
        return content if content and (is_xml(name) or not looks_like_xml(content)) else None
