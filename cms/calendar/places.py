"""What a place of the list says is said again by the events that take place there."""

from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save, pre_delete

from cms.pages import publishing
from cms.pages.models import Place


def connect() -> None:
    post_save.connect(_changed, Place, dispatch_uid="quartiers_calendar_place")
    pre_delete.connect(_leaves, Place, dispatch_uid="quartiers_calendar_place_leaves")
    post_delete.connect(_left, Place, dispatch_uid="quartiers_calendar_place_left")


def _changed(instance: Place, created=False, raw=False, **kwargs) -> None:
    if not (raw or created):
        publishing.pages_changed(_events_at(instance))


def _leaves(instance: Place, **kwargs) -> None:
    """What takes place there keeps its name and address, in words."""
    from .models import EventException, EventPage

    instance.events_left = _events_at(instance)  # afterwards they no longer point here
    for model in (EventPage, EventException):
        for thing in model.objects.filter(place=instance).select_related("place"):
            words = _shortened(thing.place_line, model)
            model.objects.filter(pk=thing.pk).update(place=None, place_words=words)


def _shortened(line: str, model: type[Model]) -> str:
    return line[: model._meta.get_field("place_words").max_length]


def _left(instance: Place, **kwargs) -> None:
    publishing.pages_changed(instance.events_left)


def _events_at(place: Place) -> list[int]:
    from .models import EventPage

    found = EventPage.objects.filter(Q(place=place) | Q(exceptions__place=place))
    return list(found.values_list("pk", flat=True).distinct())
