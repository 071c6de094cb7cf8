"""The style sheet of a look: the base theme's files, the tokens, then each theme's own rules.

One file under one name, because a reader loads it once for the whole site; its parts stay readable
and say where they come from.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from django.conf import settings
from rcssmin import cssmin

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
    return (text if settings.DEBUG else cssmin(text, keep_bang_comments=True)).encode()
