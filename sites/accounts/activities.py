"""What a person posted and registered for, whatever feature it belongs to.

Each feature registers a ``Provider`` in ``AppConfig.ready``. A list merges them by date: it asks
every provider for dates first and for details of one page only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Protocol

from django.utils.functional import Promise

from sites.councils.models import Council

from .models import User

PUBLIC, HIDDEN, WAITING = "public", "hidden", "waiting"
Dated = tuple[datetime, int]  # when, and the key of the row


@dataclass(frozen=True)
class Activity:
    """One thing that its author sees in their list.

    ``url`` is empty when there is no page any more that its author may see; ``title`` then gives
    away nothing of others. ``state`` is ``public``, ``hidden`` or ``waiting``. ``place`` says where
    it stands. ``action_url`` leads to what can still be done about it (``action_label``).
    """

    kind_label: str
    title: str
    at: datetime
    url: str = ""
    excerpt: str = ""
    place: str = ""
    state: str = PUBLIC
    action_url: str = ""
    action_label: str = ""


class Provider(Protocol):
    """What a feature knows of one person's activity; never of anybody else's.

    ``dated`` gives the newest first, at most ``limit``; ``details`` answers for keys of ``user``
    alone, in any order, as a page of ``council`` (None: the portal) links them.
    """

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str | Promise: ...

    def count(self, user: User) -> int: ...

    def dated(self, user: User, limit: int) -> Iterable[Dated]: ...

    def details(
        self, user: User, keys: Sequence[int], council: Council | None
    ) -> dict[int, Activity]: ...


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Add a kind of activity; one that is registered again under its key is replaced."""
    _providers[provider.key] = provider


def providers() -> list[Provider]:
    """All kinds of activity, in the order in which they were registered."""
    return list(_providers.values())


def find(key: str) -> Provider | None:
    return _providers.get(key)


def newest(
    user: User, asked: Sequence[Provider], positions: range, council: Council | None
) -> list[Activity]:
    """What stands at ``positions`` in the list of ``user``, the newest first."""
    rows = [
        [(at, key, provider.key) for at, key in provider.dated(user, positions.stop)]
        for provider in asked
    ]
    page = list(islice(merge(*rows, reverse=True), positions.start, positions.stop))
    details = {
        provider.key: provider.details(
            user, [key for _at, key, kind in page if kind == provider.key], council
        )
        for provider in asked
    }
    found = (details[kind].get(key) for _at, key, kind in page)
    return [activity for activity in found if activity]
