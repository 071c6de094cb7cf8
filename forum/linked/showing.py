"""Cards in the HTML of posts, in the place of the links that stand alone in their paragraph.

Only an address that was left as it is becomes a card: words that somebody gave to a link are
theirs. In a quote or a list it stays an address too. A link that waits is none (``holding``).
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from urllib.parse import unquote

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from forum.scope.addresses import Here

from .cards import LinkCard, cards_of

MOST_OF_POST, MOST_OF_PAGE = 3, 15
# As nh3 writes them: in the words of a post « < » is always escaped.
_BEGINNING = '<p><a href="'
_PARTS = re.compile(
    r"<(?P<close>/?)(?:blockquote|ul|ol)\b[^>]*>"
    rf'|{_BEGINNING}(?P<address>[^"]*)"[^>]*>(?P<words>[^<]*)</a></p>'
)


def with_cards(texts: Sequence[str], here: Here) -> dict[int, SafeString]:
    """Those of ``texts``, by their place, that show cards; what everybody may read is in them.

    No query where no address of ours stands alone, else two, whatever their number.
    """
    alone = [(n, one) for n, text in enumerate(texts) for one in islice(_alone(text), MOST_OF_POST)]
    alone = alone[:MOST_OF_PAGE]
    addresses = dict.fromkeys(_address(one) for _n, one in alone)
    cards = cards_of(addresses, here) if addresses else {}
    ours: dict[int, list[re.Match]] = {}
    for n, one in alone:
        if _address(one) in cards:
            ours.setdefault(n, []).append(one)
    return {n: _replaced(texts[n], found, cards) for n, found in ours.items()}


def with_cards_in(text: str, here: Here) -> str:
    """The same for one text."""
    return with_cards([text], here).get(0, text)


def _alone(text: str) -> Iterator[re.Match]:
    if _BEGINNING not in text:
        return
    depth = 0
    for part in _PARTS.finditer(text):
        if part["address"] is None:
            depth += -1 if part["close"] else 1
        elif not depth and unquote(unescape(part["words"])) == unquote(_address(part)):
            yield part


def _address(part: re.Match) -> str:
    return unescape(part["address"])


def _replaced(text: str, parts: Sequence[re.Match], cards: dict[str, LinkCard]) -> SafeString:
    pieces, end = [], 0
    for part in parts:
        address = _address(part)
        context = {"linked": cards[address], "address": address}
        card = render_to_string("forum/parts/link_card.html", context)
        pieces += [text[end : part.start()], card.strip()]
        end = part.end()
    return mark_safe("".join([*pieces, text[end:]]))
