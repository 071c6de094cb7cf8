"""HTML as it stands in templates, read without rendering: elements with their lines.

Template tags are put out of the way first. What a tag stands for is unknown, so that values made
by tags count as harmless and only what is written out is judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

UNKNOWN = "\ufffc"  # stands for the output of a tag
CSRF = "csrf-token"  # an element that stands for {% csrf_token %}
KEPT = 512


@dataclass(frozen=True)
class Element:
    """A start tag; ``form`` is the line of the form around it, 0 outside."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    line: int

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.attributes if key == name), None)


@lru_cache(maxsize=KEPT)
def elements(source: str) -> tuple[Element, ...]:
    """The elements of a template, an ending form as ``/form``.

    Read twice: with a blank for each tag, and with nothing, so that ``on{# #}click`` is found and
    two words that a tag keeps apart stay two.
    """
    found = [*parsed(reading(source, " ")), *parsed(reading(source, ""))]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=KEPT)
def apart(source: str) -> tuple[Element, ...]:
    """The elements of one reading only, in their order."""
    return tuple(parsed(reading(source, " ")))


def parsed(text: str) -> list[Element]:
    """The start tags of HTML without template tags."""
    parser = _Parser(convert_charrefs=True)
    parser.feed(text)
    parser.close()
    return parser.found


def reading(source: str, blank: str) -> str:
    """``source`` as HTML with as many lines; ``blank`` replaces block tags."""
    parts, in_comment = [], False
    for token in Lexer(source).tokenize():
        first = token.contents.split(" ", 1)[0]
        if token.token_type == TokenType.BLOCK and first in ("comment", "endcomment"):
            in_comment = first == "comment"
        elif in_comment or token.token_type == TokenType.COMMENT:
            parts.append("\n" * token.contents.count("\n"))
        elif token.token_type == TokenType.TEXT:
            parts.append(token.contents)
        elif token.token_type == TokenType.VAR:
            parts.append(UNKNOWN)
        elif first == "csrf_token":
            parts.append(f"<{CSRF}>")
        else:
            parts.append(UNKNOWN if first in PRINTING else blank)
    return "".join(parts)


# Tags that print a value; others open, close or choose.
PRINTING = ("url", "theme_static", "theme_image", "theme_colour", "firstof", "translate", "cycle",
            "now", "widthratio")  # fmt: skip
LONGEST = 2000  # characters of a tag; the pattern below takes time that grows with its square
LITERAL = re.compile(r'"[^"]*<[^"]*"|\'[^\']*<[^\']*\'')


def literals(source: str) -> Iterator[tuple[str, int]]:
    """Markup written inside of tags (``{{ x|default:"<b>" }}``), with its line."""
    for token in Lexer(source).tokenize():
        if token.token_type in (TokenType.VAR, TokenType.BLOCK) and len(token.contents) < LONGEST:
            for found in LITERAL.finditer(token.contents):
                yield found[0][1:-1], token.lineno or 0


class _Parser(HTMLParser):
    """Collects start tags; the text of scripts and styles is not looked at here."""

    def __init__(self, **options):
        super().__init__(**options)
        self.found: list[Element] = []

    def handle_starttag(self, tag, attrs):
        values = tuple((name, value or "") for name, value in attrs)
        self.found.append(Element(tag, values, self.getpos()[0]))

    def handle_endtag(self, tag):
        if tag == "form":
            self.found.append(Element("/form", (), self.getpos()[0]))
