"""What an address of ours leads to, in a few words: an open list of those who know.

The forum knows its own subjects and messages; upper floors bring the rest from ``ready()``.
"""

from collections.abc import Callable, Collection, Mapping

from forum.markup import is_elsewhere
from forum.rendering import own_hosts
from forum.scope.addresses import Here

from . import posts
from .posts import LinkCard

Find = Callable[[Collection[str]], Mapping[str, LinkCard]]
"""``find(addresses)``: address → card, for those whose thing everybody may read at this moment; one
query at most, whatever their number."""

_finders: dict[str, Find] = {}


def register(key: str, find: Find) -> None:
    """Add somebody who knows what is at other addresses than the forum's."""
    _finders[key] = find


def cards_of(addresses: Collection[str], here: Here) -> dict[str, LinkCard]:
    """Address → card of those that lead to something public of this install."""
    hosts = own_hosts()
    own = [address for address in addresses if not is_elsewhere(address, hosts)]
    named = {address: place for address in own if (place := posts.named(address))}
    found = posts.cards(named, here) if named else {}
    if rest := [address for address in own if address not in named]:
        for find in _finders.values():
            found |= find(rest)
    return found


__all__ = ["LinkCard", "cards_of", "register"]
