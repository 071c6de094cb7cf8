"""What each app holds of a person: declared once, used for the export, the erasure and the page
« données personnelles ».

An app declares in ``AppConfig.ready``; this floor knows nothing of those above. A test walks every
key to an account and every table with text of the install: what nobody claims fails it, so that a
new table cannot be forgotten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.core.checks import Error, register
from django.core.management import get_commands
from django.utils.functional import Promise

from sites.accounts.models import User

Words = str | Promise
Rows = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class Table:
    """Rows of one kind for the export. ``columns``: a name for machines → a heading for people."""

    key: str
    title: Words
    columns: Mapping[str, Words]
    rows: Rows


@dataclass(frozen=True)
class File:
    """A file of the person for the export; ``open`` is called when its turn has come."""

    folder: str
    name: str
    open: Callable[[], IO[bytes]]


Part = Table | File


@dataclass(frozen=True)
class Person:
    """Whom an erasure is about: the account and every word that names its holder."""

    user: User
    addresses: frozenset[str]
    pseudonyms: frozenset[str]
    names: frozenset[str] = frozenset()  # « first last », empty for residents

    @property
    def terms(self) -> frozenset[str]:
        return self.addresses | self.pseudonyms | self.names


@dataclass(frozen=True)
class Holding:
    """One kind of data an app holds of people.

    ``retention`` is a key of ``settings.RETENTION``; ``kept`` says it in words, with ``%(time)s``.
    ``links`` are keys to an account that it claims (``app.Model.field``), ``models`` tables
    without one. ``close`` takes from public sight what must go at once and returns what ``reopen``
    needs to put it back exactly (as JSON). ``erase`` is for good: it deletes, or leaves nothing in
    its rows that names the person. ``aliases`` are more names of theirs (earlier pseudonyms).
    ``contributes``: an account with such rows has done something here (unconfirmed.py).
    """

    key: str
    name: Words
    purpose: Words
    kept: Words
    retention: str
    links: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    contributes: tuple[str, ...] = ()
    export: Callable[[User], Iterable[Part]] | None = None
    close: Callable[[User], Any] | None = None
    reopen: Callable[[User, Any], None] | None = None
    erase: Callable[[Person], None] | None = None
    aliases: Callable[[User], Iterable[str]] | None = None
    is_shown: bool = field(default=True)  # on the page of data held


_holdings: dict[str, Holding] = {}
_impersonal: dict[str, str] = {}


def hold(*declared: Holding) -> None:
    """Declare; the same key declared again replaces (an app made ready twice)."""
    for one in declared:
        _holdings[one.key] = one


def impersonal(why: str, *labels: str) -> None:
    """Say that tables with text (``app.Model``) hold nothing of a person, and why."""
    for label in labels:
        _impersonal[label.lower()] = why


def holdings() -> list[Holding]:
    """In the order of declaration: the ground floor first."""
    return list(_holdings.values())


def claimed_links() -> dict[str, list[str]]:
    """Keys of the holdings that claim each ``app.model.field`` (in lower case)."""
    claims: dict[str, list[str]] = {}
    for one in holdings():
        for link in one.links:
            claims.setdefault(link.lower(), []).append(one.key)
    return claims


def claimed_models() -> set[str]:
    """Labels, in lower case, of the tables that some entry speaks of."""
    linked = {link.rpartition(".")[0] for link in claimed_links()}
    named = {label.lower() for one in holdings() for label in one.models}
    return linked | named | set(_impersonal)


def person(user: User) -> Person:
    """``user`` with every name known of them."""
    aliases = {text for one in holdings() if one.aliases for text in one.aliases(user) if text}
    full = f"{user.first_name} {user.last_name}".strip()
    addresses = {text for text in aliases if "@" in text} | {user.email}
    return Person(
        user=user,
        addresses=frozenset(addresses),
        pseudonyms=frozenset({user.pseudonym} | {text for text in aliases if "@" not in text}),
        names=frozenset({full} if full else ()),
    )


@register()
def check_retention(app_configs, **kwargs) -> list[Error]:
    """Every duration is enforced by a command that exists, every holding has a duration."""
    return [*_unknown_commands(), *_unknown_durations()]


def _unknown_commands() -> Iterator[Error]:
    known = get_commands()
    for key, entry in settings.RETENTION.items():
        if entry["command"] and entry["command"] not in known:
            yield Error(f"RETENTION[{key!r}]: no command {entry['command']!r}", id="privacy.E001")


def _unknown_durations() -> Iterator[Error]:
    for one in holdings():
        if one.retention not in settings.RETENTION:
            yield Error(f"{one.key}: no RETENTION[{one.retention!r}]", id="privacy.E002")
