"""What can be reported and moderated: each kind of content registers how it is found and hidden.

Upper floors register a kind in ``AppConfig.ready``; this floor knows nothing of posts or photos.
The acts ask nobody for a right: whoever calls them has (sites.moderation.cases). Each of them
returns what ``restore`` needs to put the thing back exactly as it was, as JSON.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable
from urllib.parse import SplitResult

from django.http.response import HttpResponseBase

from sites.accounts.models import User
from sites.councils.models import Council

Before = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """One thing as it is now.

    ``text`` is plain, ``html`` safe, ``source`` what its author typed, of which parts may be
    masked. ``url`` is its full address. ``council_id`` None: on no council's site. ``version``
    changes with every change of the words: what was decided on was what was read. ``waits``: it
    has never been public yet.
    """

    kind: str
    key: str
    title: str
    text: str
    html: str
    source: str
    author: User | None
    author_name: str
    council_id: int | None
    url: str
    version: str
    is_visible: bool
    waits: bool = False


@dataclass(frozen=True)
class Nearby:
    """Something that stands before or after the subject, in words."""

    author_name: str
    text: str
    url: str
    is_after: bool
    is_visible: bool


class NoSuchPassage(Exception):
    """A passage to mask is not in the text: ``passage``."""

    def __init__(self, passage: str):
        super().__init__(passage)
        self.passage = passage


class Kind(Protocol):
    """How one kind of content is moderated. ``key`` is kept in the database and never changes."""

    key: str
    label: Any  # what one thing of it is called

    def find(self, key: str) -> Subject | None:
        """The thing, whoever may see it; None when there is no such thing (any more)."""

    def shown_to(self, user, key: str, council: Council | None) -> Subject | None:
        """The thing when ``user`` may read it now on the site of ``council`` (None: the portal)."""

    def at(self, user, url: SplitResult) -> str | None:
        """The key of what the full address names, when ``user`` may read it now."""

    def lock(self, key: str) -> None:
        """Hold the thing until the end of the transaction; taken before its case is."""

    def around(self, key: str) -> Sequence[Nearby]:
        """A little of what stands before and after it."""

    def hide(self, key: str, by: User | None) -> Before:
        """Take it from everybody's sight but its author's and the moderators'."""

    def remove(self, key: str, by: User | None) -> Before:
        """The same, from its author's sight as well: what the law forbids."""

    def show(self, key: str, by: User | None) -> Before:
        """Make public what waits or is hidden."""

    def mask(self, key: str, passages: Sequence[str], by: User | None) -> Before:
        """Put ██ over passages of its words. Raises NoSuchPassage."""

    def restore(self, key: str, before: Before, by: User | None) -> None:
        """Undo the act that returned ``before``."""


@dataclass(frozen=True)
class Picture:
    """A picture that goes with the thing; ``alt`` is what its author says that it shows.

    ``state``: ``public``, ``held``, ``hidden``, or ``removed`` with the thing: nobody sees it.
    """

    key: int
    alt: str
    width: int
    height: int
    state: str


class NoSuchPicture(Exception):
    """A picture does not go with the thing (any more)."""


@runtime_checkable
class Illustrated(Protocol):
    """A kind whose things may have pictures. Like its acts, it asks nobody for a right to see or
    hide them. The last two raise NoSuchPicture.
    """

    def pictures(self, key: str) -> Sequence[Picture]:
        """What goes with it now, in its order."""

    def picture(self, key: str, picture: int, *, is_large: bool) -> HttpResponseBase:
        """The file of one."""

    def hide_pictures(self, key: str, pictures: Sequence[int], by: User | None) -> Before:
        """Take pictures from everybody's sight but its author's and the moderators'; ``restore``
        puts them back."""


@runtime_checkable
class Withholding(Protocol):
    """A kind of which parts may wait although the thing itself is public: a new account's links,
    say. Whoever keeps the thing lets them go.
    """

    def withheld(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Of which things something waits, and what keeping them publishes, as a sentence."""

    def approve(self, key: str, by: User | None) -> Before:
        """Let go what waits of it; ``restore`` holds it again."""


@runtime_checkable
class Quotable(Protocol):
    """A kind whose words others repeat in things of their own, which stay when it is hidden."""

    def quoted(self, key: str) -> Sequence[Nearby]:
        """Some of those that everybody may read."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; the same key registered again replaces."""
    _kinds[kind.key] = kind


def kinds() -> Iterable[Kind]:
    return _kinds.values()


def kind_of(key: str) -> Kind | None:
    """The kind with this key; None when nothing of it can be moderated (any more)."""
    return _kinds.get(key)


def find(kind: str, key: str) -> Subject | None:
    """The thing that both name, whoever may see it."""
    known = kind_of(kind)
    return known.find(key) if known else None


def at(user, url: SplitResult) -> tuple[Kind, str] | None:
    """What a full address of ours names, when ``user`` may read it."""
    for kind in _kinds.values():
        if key := kind.at(user, url):
            return kind, key
    return None


def withheld(kind: Kind | None, keys: Sequence[str]) -> Mapping[str, str]:
    """What keeping things publishes as well, by their keys; those of which nothing waits are not
    in it."""
    return kind.withheld(keys) if isinstance(kind, Withholding) and keys else {}


def approve(kind: Kind, key: str, by: User | None) -> Before:
    """Let go what waits of a thing that is kept."""
    return kind.approve(key, by) if isinstance(kind, Withholding) else {}


def hide_pictures(kind: Kind, key: str, pictures: Sequence[int], by: User | None) -> Before:
    """Hide some of the pictures that go with a thing. Raises NoSuchPicture."""
    if not pictures:
        return {}
    if not isinstance(kind, Illustrated):
        raise NoSuchPicture
    return kind.hide_pictures(key, pictures, by)


def pictures(kind: Kind | None, key: str) -> Sequence[Picture]:
    """The pictures that go with a thing."""
    return kind.pictures(key) if isinstance(kind, Illustrated) else ()


def quoted(kind: Kind | None, key: str) -> Sequence[Nearby]:
    """What repeats words of a thing."""
    return kind.quoted(key) if isinstance(kind, Quotable) else ()
