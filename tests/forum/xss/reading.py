"""A page as browsers build it (html5lib), and whatever in it could run somebody's script.

Nothing here looks for strings: entities are decoded, tags are nested and attributes are split as
the HTML standard says before anything is judged.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
OURS = ("svg", "path")  # icons of the pages themselves
FORBIDDEN = {
    *("iframe", "object", "embed", "applet", "base", "style", "math", "frame", "frameset"),
    *("video", "audio", "source", "marquee", "isindex", "template", "portal", "animate", "use"),
    *("foreignObject", "noscript", "x"),
}
FORBIDDEN_ATTRIBUTES = {
    *("style", "srcdoc", "ping", "background", "dynsrc", "xlink:href"),
}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "cite", "srcset"}
# What a browser leaves out of an address before it looks for its scheme (URL standard).
IGNORED = re.compile(r"[\t\n\r]|^[\x00-\x20]+")
WRITTEN = {
    *("p", "br", "hr", "blockquote", "pre", "code", "strong", "em", "s", "a", "ul", "ol", "li"),
    *("h4", "h5", "h6", "span", "div"),
}
ALLOWED = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "span": {"class"},
    "div": {"class", "data-quotable"},
}


def tree(source: str) -> ElementTree.Element:
    """The page, as a browser reads it."""
    return html5lib.parse(source, treebuilder="etree")


def dangers(source: str, *, is_admin: bool = False) -> list[str]:
    """Everything in a page of ours that could run a script, or that residents may not write."""
    root = tree(source)
    found = [danger for element in root.iter() for danger in _of(element, is_admin)]
    for written in root.iter(f"{HTML}div"):
        if "post-text" in (written.get("class") or "").split():
            found += [danger for element in _written(written) for danger in _in_text(element)]
    return found


def _written(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """``element`` and what is in it, but for cards of links, which are ours: nobody types a class
    that stays.
    """
    yield element
    for child in element:
        if (child.get("class") or "") != "link-card":
            yield from _written(child)


def _of(element: ElementTree.Element, is_admin: bool) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    name = element.tag.rpartition("}")[2]
    if name in FORBIDDEN and not (is_admin and name in ("template", "style", "use")):
        yield f"<{name}>"
    if name == "script" and not is_admin and not (element.get("src") or "").startswith("/themes/"):
        yield "<script> of nobody"
    for key, value in element.attrib.items():
        attribute = str(key).rpartition("}")[2].lower()
        if attribute.startswith("on"):
            yield f"<{name} {attribute}>"
        if attribute in FORBIDDEN_ATTRIBUTES and not is_admin:
            yield f"<{name} {attribute}>"
        if attribute in ADDRESSES and not is_harmless(value):
            yield f"<{name} {attribute}={value!r}>"
        if "alert(1)" in value and attribute in ADDRESSES and not value.startswith("http"):
            yield f"<{name} {attribute}={value!r}>"


def _in_text(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"
    if name not in WRITTEN:
        yield f"<{name}> in a text"
        return
    if extra := set(element.attrib) - ALLOWED.get(name, set()):
        yield f"<{name} {extra}> in a text"
    if name == "a":
        address = element.get("href") or ""
        if not address.startswith(("http://", "https://", "mailto:")):
            yield f"a link to {address!r}"
        if element.get("rel") != "nofollow ugc noopener":
            yield "a link without its rel"
    if name == "span" and element.get("class") not in ("mention", "held"):
        yield "a class of somebody's own"


def is_harmless(address: str) -> bool:
    """Whether following ``address`` loads a page and runs nothing."""
    cleaned = IGNORED.sub("", address)
    if cleaned.startswith(("//", "/\\", "\\")):
        return False
    try:
        scheme = urlsplit(cleaned).scheme.lower()
    except ValueError:
        return True  # no browser goes there either
    return scheme in ("", "http", "https", "mailto", "webcal")
