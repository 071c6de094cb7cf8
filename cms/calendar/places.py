"""What a place of the list says is said again by the events that take place there."""

from typing import TYPE_CHECKING

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page

from cms.pages import publishing
from cms.pages.models import Place

if TYPE_CHECKING:
    from .models import Whereabouts


def connect() -> None:
    post_save.connect(_changed, Place, dispatch_uid="quartiers_calendar_place")
    pre_delete.connect(_leaves, Place, dispatch_uid="quartiers_calendar_place_leaves")
    post_delete.connect(_left, Place, dispatch_uid="quartiers_calendar_place_left")


def _changed(instance: Place, created=False, raw=False, **kwargs) -> None:
    if not (raw or created):
        publishing.pages_changed(_pages_at(instance))


def _leaves(instance: Place, **kwargs) -> None:
    """What takes place there keeps its name and address, in words."""
    instance.events_left = _pages_at(instance)  # afterwards they no longer point here
    for model in _at_places():
        for thing in model._default_manager.filter(place=instance).select_related("place"):
            words = _shortened(thing.place_line, model)
            model._default_manager.filter(pk=thing.pk).update(place=None, place_words=words)


def _shortened(line: str, model: type[Model]) -> str:
    return line[: model._meta.get_field("place_words").max_length]


def _left(instance: Place, **kwargs) -> None:
    publishing.pages_changed(instance.events_left)


def _pages_at(place: Place) -> list[int]:
    found: set[int] = set()
    for model in _at_places():
        page = "pk" if issubclass(model, Page) else "page"
        found |= set(model._default_manager.filter(place=place).values_list(page, flat=True))
    return sorted(found)


def _at_places() -> "list[type[Whereabouts]]":
    """Every model of something at a place: pages, and rows of pages."""
    from .models import Whereabouts

    return Whereabouts.__subclasses__()
