"""Who did what, in words: an open list of sources for « Journal » in the admin.

A source is a log that some feature keeps: « Journal » reads it, filters and pages through all of
them as one list, and asks for the words of the lines it shows only. Registered in
``AppConfig.ready``.

A line must name nothing of a site outside the reach, its words included.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Reach:
    """Whose acts a reader may read: ``sites`` are keys of Wagtail's sites.

    None stands for everything, also what belongs to no site: administrators.
    """

    sites: frozenset[int] | None

    def narrow(self, rows: QuerySet, path: str) -> QuerySet:
        """``rows`` within the reach; ``path`` leads to their site (``site``, ``filed__site``)."""
        return rows if self.sites is None else rows.filter(**{f"{path}__in": self.sites})


@dataclass(frozen=True)
class Told:
    """One act. ``words`` is a sentence with ``%(who)s`` and, where there is a thing, ``%(what)s``.

    ``what`` is the thing's name, ``url`` the screen of the admin where it is, empty once it is
    gone; ``site_id`` the key of the site it belongs to.
    """

    words: str
    what: str = ""
    url: str = ""
    site_id: int | None = None


@dataclass(frozen=True)
class Source:
    """One log. ``at`` and ``by`` name its columns: when, and the key of the account."""

    key: str
    label: str | Promise
    rows: Callable[[Reach], QuerySet]
    tell: Callable[[Sequence[int]], Mapping[int, Told]]
    at: str = "timestamp"
    by: str = "user"


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Add sources; the same key registered again replaces."""
    for source in sources:
        _sources[source.key] = source


def sources() -> tuple[Source, ...]:
    """In the order of registration."""
    return tuple(_sources.values())


# Acts of Wagtail's own logs -----------------------------------------------------------------------

_words: dict[str, str | Promise] = {}


def say(words: Mapping[str, str | Promise]) -> None:
    """Name acts that a feature writes with ``wagtail.log_actions.log``: action → sentence."""
    _words.update(words)


def sentence_of(action: str) -> str | Promise | None:
    return _words.get(action)
