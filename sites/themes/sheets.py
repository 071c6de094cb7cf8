"""The style sheet of a look: the base theme's files, the tokens, then each theme's own rules.

One file under one name, because a reader loads it once for the whole site; its parts stay readable
and say where they come from.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

import tinycss2
from django.conf import settings

from . import tokens as token_types
from .tokens import Tokens

PARTS = (
    *("css/faces.css", "css/frame.css", "css/components.css", "css/pages.css"),
    "css/agenda.css",
)
OWN = "css/theme.css"  # what every layer adds, the parent's first
URL = re.compile(r"url\(\s*(?P<quote>['\"]?)(?P<target>[^'\"()\s]+)(?P=quote)\s*\)")


def sheet(
    texts: Mapping[str, str], own: list[tuple[str, str]], tokens: Tokens, image_url: Callable
) -> str:
    """The whole sheet.

    ``texts`` holds the files of PARTS, ``own`` the rules of each theme as (name, text), the parent
    first; addresses in both are absolute already.
    """
    first, *rest = PARTS
    pieces = [
        (first, texts[first]),
        ("theme.json", _layer("tokens", token_types.css(tokens, image_url))),
    ]
    pieces += [(part, texts[part]) for part in rest]
    pieces += [(f"{name}/{OWN}", _layer("theme", text)) for name, text in own]
    return "\n".join(f"/* {name} */\n{text}" for name, text in pieces)


def _layer(name: str, text: str) -> str:
    return f"@layer {name} {{\n{text}\n}}\n"


def targets(text: str) -> list[str]:
    """What the ``url()`` of a style sheet point at, as written."""
    return [found["target"] for found in URL.finditer(text)]


def is_internal(target: str) -> bool:
    """Whether an address stays inside the page or the sheet: a fragment, a data: URL."""
    return target.startswith(("#", "data:"))


def resolve(name: str, target: str) -> str:
    """The path in ``static/`` that ``target`` means in the sheet ``name``; empty outside of it."""
    parts: list[str] = list(PurePosixPath(name).parent.parts)
    for part in re.sub(r"[?#].*$", "", target).split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "" if target.startswith("/") else "/".join(parts)


def with_addresses(name: str, text: str, address: Callable[[str], str]) -> str:
    """``text`` with every ``url()`` replaced by the address of the file it means.

    A file that is nowhere keeps its words: the browser then asks for nothing that exists.
    """

    def replace(found: re.Match) -> str:
        target = found["target"]
        if is_internal(target):
            return found[0]
        path = resolve(name, target)
        return f'url("{address(path) or target}")'

    return URL.sub(replace, text)


def served(text: str) -> bytes:
    """What readers load: without comments and blanks, which are a sixth of what travels.

    Developers read the sheet as it was written.
    """
    if settings.DEBUG:
        return text.encode()
    return tinycss2.serialize(
        list(_closed_up(tinycss2.parse_component_value_list(text, skip_comments=True)))
    ).encode()


def _closed_up(nodes: list) -> Iterator:
    """``nodes`` without the blanks that mean nothing: elsewhere one may be a combinator."""
    blank = None
    is_after_end = True
    for node in nodes:
        if node.type == "whitespace":
            blank = blank or tinycss2.ast.WhitespaceToken(0, 0, " ")
            continue
        is_end = node.type == "{} block" or node in (";", ",")
        if blank and not is_end and not is_after_end:
            yield blank
        if hasattr(node, "content"):
            node.content = list(_closed_up(node.content))
        elif hasattr(node, "arguments"):
            node.arguments = list(_closed_up(node.arguments))
        yield node
        blank, is_after_end = None, is_end
