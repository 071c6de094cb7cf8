"""What one can follow and what is told of it: open lists that features fill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from wagtail.models import Site

from sites.notifications.outbox import Attachment

from .models import Event


@dataclass(frozen=True)
class Subject:
    """One thing to follow. ``site`` is the one it belongs to (None: the gallery's); ``list_name``
    with its host name is what mail programs know the list by (RFC 2919).
    """

    key: str
    label: str
    site: Site | None
    list_name: str

    @property
    def list_id(self) -> str:
        """Empty without a site."""
        return f"<{self.list_name}.{self.site.hostname}>" if self.site else ""


@dataclass(frozen=True)
class SubjectKind:
    """``prefix`` begins the keys of its subjects; ``all`` answers without a query for each."""

    prefix: str
    title: str | Promise
    all: Callable[[], Iterable[Subject]]


@dataclass(frozen=True)
class Sealed:
    """What an event tells and whom: JSON. After ``expires_at`` it is not worth sending."""

    subjects: list[str]
    told: dict[str, Any]
    expires_at: datetime | None = None


class NotTrueAnyMore(Exception):
    """What was to be told is hidden, over or changed; ``reason`` is a word the feature knows."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class EventKind:
    """``mail`` is the mail it makes (templates/mail/). ``seal`` reads what is true at the moment of
    sending, or raises NotTrueAnyMore; ``context`` makes of it what the mail's templates say, in the
    language that is active. ``attachment`` is the file that each of its mails carries, if any.
    """

    key: str
    mail: str
    seal: Callable[[Event], Sealed]
    context: Callable[[Mapping[str, Any], str], dict[str, Any]]
    attachment: Callable[[Event], Attachment | None] = lambda event: None


_subjects: dict[str, SubjectKind] = {}
_events: dict[str, EventKind] = {}


def register_subjects(kind: SubjectKind) -> None:
    """Add; the same prefix registered again replaces (an app made ready twice)."""
    _subjects[kind.prefix] = kind


def register_events(kind: EventKind) -> None:
    _events[kind.key] = kind


def subject_kinds() -> list[SubjectKind]:
    return list(_subjects.values())


def known_subjects() -> dict[str, Subject]:
    """Every subject there is, by key, in the order in which lists show them."""
    return {one.key: one for kind in _subjects.values() for one in kind.all()}


def event_kind(key: str) -> EventKind | None:
    return _events.get(key)
