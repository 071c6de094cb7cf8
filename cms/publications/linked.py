"""What addresses of pages lead to, for the forum, which shows it in place of a bare link."""

from collections.abc import Collection
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.text import Truncator

from forum.linked.cards import LinkCard, register
from forum.markup import host_in
from sites.councils.hosts import Kind, table

from .listing import at
from .models import Publication

SUMMARY = 140  # characters


def connect() -> None:
    register("publications", cards)


def cards(addresses: Collection[str]) -> dict[str, LinkCard]:
    """Address → card, of what everybody may read: one query."""
    wanted = {address: _places(address) for address in addresses}
    paths = {path for places in wanted.values() for _home, path in places}
    public = {(row.home_id, row.path): row for row in (at(paths) if paths else ())}
    found = {}
    for address, places in wanted.items():
        row = next((public[place] for place in places if place in public), None)
        if row is not None:
            found[address] = _card(row, urlsplit(address))
    return found


def _places(address: str) -> list[tuple[int | None, str]]:
    """The council and the paths of publications that ``address`` may mean, the closest first."""
    host, parts = table().hosts.get(host_in(address)), urlsplit(address)
    if host is None or host.kind is not Kind.SITE:
        return []
    home = host.council.pk if host.council else None
    path = unquote(parts.path).rstrip("/") + "/"
    anchored = [(home, f"{path}#{unquote(parts.fragment)}")] if parts.fragment else []
    return [*anchored, (home, path)]


def _card(row: Publication, parts: SplitResult) -> LinkCard:
    is_part = "#" in row.path or not parts.fragment
    return LinkCard(
        url=row.url if is_part else f"{row.url}#{parts.fragment}",
        title=row.title,
        kind=str(row.kind_label),
        place_name=row.home_name,
        summary=Truncator(row.summary).chars(SUMMARY),
    )
