"""What waits for somebody: an open list, « À faire » on the first screen of the admin.

A feature registers a provider in ``AppConfig.ready``. It gets the reader's scope, answers for all
their councils at once (its queries do not grow with them), and says only what that reader may
open: each duty is one click from the thing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from .page_rights import Owner
from .scope import Scope

MOST = 200  # of one provider: beyond that nobody reads on, and a screen must stay quick


class Urgency(IntEnum):
    """In the order in which they are shown."""

    LATE = 1  # somebody waits for an answer, or a date has passed
    DUE = 2  # to be done, without hurry
    NEWS = 3  # good to know: nothing has to be done


@dataclass(frozen=True)
class Duty:
    """One line. ``owner`` is the site it concerns, None when it is no site's in particular.

    ``detail`` says who and since when, or until when, in words; ``at`` is that moment, which puts
    the oldest (or soonest) first. ``icon`` is one of Wagtail's.
    """

    text: str
    url: str
    owner: Owner | None
    urgency: Urgency = Urgency.DUE
    detail: str = ""
    at: datetime | None = None
    icon: str = "edit"

    @property
    def is_late(self) -> bool:
        return self.urgency is Urgency.LATE

    @property
    def is_news(self) -> bool:
        return self.urgency is Urgency.NEWS


Provider = Callable[[Scope], Iterable[Duty]]

_providers: dict[str, Provider] = {}


def register(key: str, provider: Provider) -> None:
    """Add a provider; the same key registered again replaces."""
    _providers[key] = provider


def duties_for(scope: Scope) -> list[Duty]:
    """Everything that waits for ``scope``, the most urgent first."""
    found = [duty for provider in _providers.values() for duty in provider(scope)]
    return sorted(found, key=_place)


def _place(duty: Duty) -> tuple:
    return duty.urgency, duty.at is None, duty.at.timestamp() if duty.at else 0
