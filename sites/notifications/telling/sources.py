"""What a feature knows of its happenings: whom they concern, who may see them, what they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wagtail.models import Site

from sites.accounts.models import User

from .models import Happening


@dataclass(frozen=True)
class Audience:
    """Some accounts with the kind by which each is told; ``last``: where the next ones begin, None
    when these were the last.
    """

    kinds: Mapping[int, str]
    last: int | None


@dataclass(frozen=True)
class Told:
    """A happening in words, for one person who may see it now. Addresses are full ones, on the site
    where the thing is at home; ``author`` may be empty, ``excerpt`` is plain text. ``list_name``
    with the host of ``site`` is what mail programs know the subject by (RFC 2919).
    """

    title: str
    url: str
    subject_url: str
    author: str
    excerpt: str
    at: datetime
    site: Site | None
    list_name: str = ""

    @property
    def list_id(self) -> str:
        return f"<{self.list_name}.{self.site.hostname}>" if self.list_name and self.site else ""


class Source(Protocol):
    """A feature whose happenings are told."""

    key: str

    def audience(self, happening: Happening, after: int, limit: int) -> Audience:
        """Whom it concerns among accounts numbered above ``after``, about ``limit`` of them."""

    def allowed(self, happening: Happening, people: Sequence[User]) -> set[int]:
        """Those of ``people`` who may know of it at this moment."""

    def describe(self, person: User, happenings: Iterable[Happening]) -> dict[int, Told]:
        """By primary key; what the person may not see at this moment is left out."""

    def subject(self, about: str) -> str:
        """What one stops being told of, in words that everybody may read; empty: it is gone."""

    def stop(self, person_id: int, about: str) -> None:
        """Tell the person no more of what belongs to ``about``."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.key] = source


def find(key: str) -> Source | None:
    return _sources.get(key)


def described(person: User, happenings: Iterable[Happening]) -> dict[int, Told]:
    """What the person may see at this moment of all these, whatever they come from."""
    by_source: dict[str, list[Happening]] = {}
    for one in happenings:
        if not one.is_withdrawn:
            by_source.setdefault(one.source, []).append(one)
    found: dict[int, Told] = {}
    for key, group in by_source.items():
        source = find(key)
        found |= source.describe(person, group) if source else {}
    return found
