"""Which drawings the content shows."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from .commissions import COMMISSIONS
from .documents import DOCUMENTS
from .events import EVENTS
from .galleries import GALLERIES
from .meetings import MEETINGS
from .news import NEWS
from .taking_part import IMAGES
from .texts import ABOUT, TEXTS

NAMING = ("picture", "poster")  # fields that name a drawing


def drawings() -> Iterator[tuple[str, str]]:
    """Site and name of each drawing, in the order in which the steps of a load ask for them."""
    for site, commissions in COMMISSIONS.items():
        yield from _of(site, commissions)
    for text in TEXTS:
        yield from _of(text.site, text)
    for (site, _path), parts in ABOUT.items():
        yield from _of(site, parts)
    for site, articles in NEWS.items():
        yield from _of(site, sorted(articles, key=lambda one: one.day))
    for thing in (*GALLERIES, *DOCUMENTS, *MEETINGS, *EVENTS):
        yield from _of(thing.site, thing)
    for image in IMAGES:
        yield image.site, image.picture


def _of(site: str, thing) -> Iterator[tuple[str, str]]:
    return ((site, name) for name in _names(thing))


def _names(thing) -> Iterator[str]:
    if isinstance(thing, (tuple, list)):
        for part in thing:
            yield from _names(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name not in NAMING:
                yield from _names(value)
            elif value:
                yield value
