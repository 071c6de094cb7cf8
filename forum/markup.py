"""Markdown as residents write it, to HTML that can harm nobody.

Two locks: markdown-it lets no HTML through, and nh3 keeps only the tags listed here. A picture from
elsewhere would tell its server who reads the page: it becomes a link. A link leads to a full
address, and nowhere else.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

import nh3
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from . import naming
from .words import MAX_TEXT, is_visible

TAGS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "strong", "em", "s", "a", "ul", "ol", "li"),
    *("h4", "h5", "h6", "span"),
}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
CLASSES = {"span": {"mention", "held"}}  # what we write ourselves, never what people type
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"
QUOTES = ["«\u00a0", "\u00a0»", "“", "”"]  # what straight ones become, outer and inner
ABOVE, DEEPEST = 3, 6  # levels of headings: a post's own, and the last there is


class Held(Enum):
    """What becomes of links to elsewhere that wait for somebody to look at them."""

    FREE = "free"  # they do not wait
    HIDDEN = "hidden"  # nobody learns where they lead
    SHOWN = "shown"  # their address as text, for the author and for moderators


@dataclass(frozen=True)
class Reading:
    """For whom a text is rendered. ``names``: casefolded pseudonyms → the names to mark."""

    names: Mapping[str, str] = field(default_factory=dict)
    held: Held = Held.FREE
    own_hosts: frozenset[str] = frozenset()


PLAIN = Reading()


def render_markdown(text: str, **options) -> str:
    """Safe HTML for ``text``, of which at most ``MAX_TEXT`` characters are read.

    The contract of MACHINA_MARKUP_LANGUAGE: called with the raw text of a MarkupTextField before
    each save; ``options`` are the setting's (none are known).
    """
    return render(text, PLAIN)


def render(text: str, reading: Reading) -> str:
    """Safe HTML for ``text`` as ``reading`` asks for it."""
    return nh3.clean(
        _markdown.render(text[:MAX_TEXT], {"reading": reading}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel=REL,
    )


@dataclass
class Found:
    """What a text holds: ``links`` in their order, ``quoted`` those of its quotes, ``names`` that
    it mentions outside of them."""

    links: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def look_into(text: str) -> Found:
    """What ``text`` links to, quotes and mentions, read as it is rendered."""
    found, depth = Found(), 0
    for token in _markdown.parse(text[:MAX_TEXT], {"reading": Reading(names=naming.ANYBODY)}):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        for child in token.children or []:
            if child.type == "link_open":
                (found.quoted if depth else found.links).append(str(child.attrs["href"]))
            elif child.type == "mention" and not depth:
                found.names.append(child.content)
    return found


def without_quotes(text: str) -> str:
    """``text`` without what it quotes itself; all of it when nothing else is there."""
    lines = text.split("\n")
    for token in _markdown.parse(text[:MAX_TEXT], {"reading": PLAIN}):
        if token.type == "blockquote_open" and token.level == 0 and token.map:
            start, end = token.map
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines).strip() or text


@dataclass
class Quote:
    """Lines ``start`` to ``end`` (without it) of a text that quote something; ``address`` is where
    the first link in them leads, empty without any."""

    start: int
    end: int
    address: str = ""


def quotes_in(text: str) -> list[Quote]:
    """The quotes of ``text``, also those within others, by where they begin."""
    found: list[Quote] = []
    around: list[Quote] = []
    for token in _markdown.parse(text[:MAX_TEXT], {"reading": PLAIN}):
        if token.type == "blockquote_open":
            start, end = token.map or (0, 0)
            around.append(Quote(start, end))
            found.append(around[-1])
        elif token.type == "blockquote_close":
            around.pop()
        elif around and not around[-1].address:
            links = (one for one in token.children or [] if one.type == "link_open")
            around[-1].address = next((str(one.attrs["href"]) for one in links), "")
    return found


def plain_text(rendered: str) -> str:
    """The words of rendered HTML, on one line, to be escaped like any text."""
    spaced = rendered.replace("<", " <")  # the end of a paragraph parts two words
    return " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())


def is_elsewhere(address: str, own_hosts: frozenset[str]) -> bool:
    """Whether a link leads out of this install."""
    return not address.startswith(("http://", "https://")) or host_in(address) not in own_hosts


def host_in(address: str) -> str:
    """The host name of a full address, as hosts are compared; empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _tame(state: StateCore) -> None:
    """Fit headings under the page's own; no picture, no link without words, none half a way."""
    reading: Reading = state.env.get("reading", PLAIN)
    level = ABOVE
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline, end = state.tokens[index + 1 : index + 3]
            if is_visible(inline.content):
                level = min(int(token.tag[1]) + ABOVE, level + 1, DEEPEST)
                token.tag = end.tag = f"h{level}"
            else:
                token.tag = end.tag = "p"
        elif token.type == "inline":
            tokens = _full_links(list(_without_pictures(token.children or [])))
            token.children = list(_waiting(list(_named_links(list(tokens))), reading))
            _set_points(token.children)


def _without_pictures(tokens: Iterable[Token]) -> Iterator[Token]:
    inside_link = False
    for token in tokens:
        if token.type != "image":
            inside_link = (inside_link or token.type == "link_open") and token.type != "link_close"
            yield token
        elif inside_link:
            yield _text(token.content)
        else:
            yield Token("link_open", "a", 1, attrs={"href": token.attrs["src"]})
            yield _text(token.content)
            yield Token("link_close", "a", -1)


def _full_links(tokens: list[Token]) -> Iterator[Token]:
    """Links to full addresses; of any other kind only the words stay."""
    dropped = False
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs["href"])
            dropped = not address.lower().startswith(("http://", "https://", "mailto:"))
        if not (dropped and token.type in ("link_open", "link_close")):
            yield token
        if token.type == "link_close":
            dropped = False


def _named_links(tokens: list[Token]) -> Iterator[Token]:
    """A link that shows nothing shows its address."""
    address, words = "", ""
    for token in tokens:
        if token.type == "link_open":
            address, words = str(token.attrs["href"]), ""
        elif token.type == "link_close" and not is_visible(words):
            yield _text(address)
        words += token.content
        yield token


def _waiting(tokens: list[Token], reading: Reading) -> Iterator[Token]:
    """Links that wait are words; see Held."""
    address = ""
    for token in tokens:
        if token.type == "link_open" and reading.held is not Held.FREE:
            address = str(token.attrs["href"])
            if not is_elsewhere(address, reading.own_hosts):
                address = ""
        if not address:
            yield token
        elif token.type == "link_close":
            yield from _held(address if reading.held is Held.SHOWN else waiting_words())
            address = ""


def _set_points(tokens: list[Token]) -> None:
    """Three points are one character, except in an address that stands as it is."""
    is_address = False
    for token in tokens:
        if token.type == "link_open":
            is_address = token.markup in ("linkify", "autolink")
        elif token.type == "link_close":
            is_address = False
        elif token.type == "text" and not is_address:
            token.content = token.content.replace("...", "…")


def waiting_words() -> str:
    """What stands where a link waits."""
    return _("lien en attente de relecture")


def _held(words: str) -> Iterator[Token]:
    yield Token("held_open", "span", 1, attrs={"class": "held"})
    yield _text(words)
    yield Token("held_close", "span", -1)


def _mention(state: StateInline, silent: bool) -> bool:
    """``@Sureau``, ``@[Lilas blanc]``: a word of its own when there is somebody of that name."""
    called = naming.at(state.src, state.pos)
    names = state.env.get("reading", PLAIN).names
    if called is None or called.name.casefold() not in names:
        return False
    if not silent:
        name = names[called.name.casefold()] or called.name
        state.push("mention", "span", 0).content = name
    state.pos = called.end
    return True


def _render_mention(renderer, tokens, index, options, env) -> str:
    return f'<span class="mention">@{html.escape(tokens[index].content)}</span>'


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _make() -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True}
    markdown = MarkdownIt("commonmark", options | {"typographer": True, "quotes": QUOTES})
    markdown.enable(["linkify", "strikethrough", "smartquotes"])
    # Not what people mean: a line of dashes under a sentence, spaces at the start of a paragraph.
    markdown.disable(["lheading", "code"])
    # « demain.il » is no address: only what starts with http:// or https:// is made a link.
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    markdown.core.ruler.push("quartiers", _tame)
    markdown.inline.ruler.before("link", "mention", _mention)
    markdown.add_render_rule("mention", _render_mention)
    return markdown


_markdown = _make()
