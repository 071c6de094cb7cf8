"""Markdown as residents write it, to HTML that can harm nobody.

Two locks: markdown-it lets no HTML through, and nh3 keeps only the tags listed here. A picture from
elsewhere would tell its server who reads the page: it becomes a link.
"""

import html
from collections.abc import Iterable, Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .words import MAX_TEXT, is_visible

TAGS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "strong", "em", "s", "a", "ul", "ol", "li"),
    *("h4", "h5", "h6"),
}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"
ABOVE, DEEPEST = 3, 6  # levels of headings: a post's own, and the last there is


def render_markdown(text: str, **options) -> str:
    """Safe HTML for ``text``, of which at most ``MAX_TEXT`` characters are read.

    The contract of MACHINA_MARKUP_LANGUAGE: called with the raw text of a MarkupTextField before
    each save; ``options`` are the setting's (none are known).
    """
    return nh3.clean(
        _markdown.render(text[:MAX_TEXT]),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=REL,
    )


def plain_text(rendered: str) -> str:
    """The words of rendered HTML, on one line, to be escaped like any text."""
    spaced = rendered.replace("<", " <")  # the end of a paragraph parts two words
    return " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())


def _tame(state: StateCore) -> None:
    """Fit headings under the page's own; no picture, no link without words."""
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
            token.children = list(_named_links(list(_without_pictures(token.children or []))))


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


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _make() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    markdown.enable(["linkify", "strikethrough"])
    # Not what people mean: a line of dashes under a sentence, spaces at the start of a paragraph.
    markdown.disable(["lheading", "code"])
    # « demain.il » is no address: only what starts with http:// or https:// is made a link.
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    markdown.core.ruler.push("quartiers", _tame)
    return markdown


_markdown = _make()
