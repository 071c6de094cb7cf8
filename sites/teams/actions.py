"""What one can begin from the first screen of the admin: an open, ordered list of big buttons.

A feature registers a provider in ``AppConfig.ready``; it is asked once for all sites of a reader,
so that its queries do not grow with them. What it offers must open in one click and be allowed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .page_rights import Owner
from .scope import Scope


@dataclass(frozen=True)
class Action:
    """A button. ``icon`` is one of Wagtail's; ``hint`` says in a few words what it is for."""

    label: str
    url: str
    icon: str
    hint: str = ""


Offer = tuple[Owner | None, Action]  # None: it belongs to no site in particular
Provider = Callable[[Scope, Sequence[Owner]], Iterable[Offer]]

_providers: dict[str, tuple[int, Provider]] = {}


def register(key: str, provider: Provider, *, order: int) -> None:
    """Add a provider; lower ``order`` comes first, the same key registered again replaces."""
    _providers[key] = (order, provider)


def offered(scope: Scope, owners: Sequence[Owner]) -> dict[Owner | None, list[Action]]:
    """What ``scope`` may begin on each of ``owners``, and (None) on no site in particular."""
    found: dict[Owner | None, list[Action]] = {}
    for _order, provider in sorted(_providers.values(), key=lambda known: known[0]):
        for owner, action in provider(scope, owners):
            found.setdefault(owner, []).append(action)
    return found
