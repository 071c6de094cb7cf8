"""Finding the site of what a line of the log is about, at the moment at which it is written.

A page belongs to the site it lies under; a picture or file to the site of its collection; what has
a ``site``, a ``council`` or a ``page`` to that. Another model says it itself, with a property
``journal_site_id``. What is gone already belongs where its earlier lines do.
"""

from collections.abc import Callable, Iterator

from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry

from sites.councils.hosts import table
from sites.teams.page_rights import Owner

from .models import Filed


def connect() -> None:
    post_save.connect(_file_page, sender=PageLogEntry, dispatch_uid="quartiers_journal_pages")
    post_save.connect(_file_thing, sender=ModelLogEntry, dispatch_uid="quartiers_journal_things")


def _file_page(sender, instance: PageLogEntry, created: bool, raw: bool = False, **kwargs) -> None:
    if not created or raw:
        return
    page = instance._state.fields_cache.get("page")
    path = page.path if page else _path_of(instance.page_id)
    site_id = site_at(path) or _earlier(page_entry__page=instance.page_id)
    if site_id:
        Filed.objects.create(site_id=site_id, page_entry=instance)


def _file_thing(sender, instance: ModelLogEntry, created: bool, raw: bool = False, **kwargs):
    if not created or raw:
        return
    model = instance.content_type.model_class() if instance.content_type else None
    thing = model._base_manager.filter(pk=instance.object_id).first() if model else None
    site_id = site_of(thing) if thing else None
    if not thing:
        site_id = _earlier(
            model_entry__content_type=instance.content_type_id,
            model_entry__object_id=instance.object_id,
        )
    if site_id:
        Filed.objects.create(site_id=site_id, model_entry=instance)


def _earlier(**where) -> int | None:
    rows = Filed.objects.filter(**where).order_by("-pk")
    return rows.values_list("site_id", flat=True).first()


# Whose ------------------------------------------------------------------------------------------


def site_of(thing: Model) -> int | None:
    """The key of the site that ``thing`` belongs to; None when it is nobody's in particular."""
    for name, find in FINDERS:
        if value := getattr(thing, name, None):
            return find(value)
    return None


def site_at(path: str) -> int | None:
    """The key of the site under whose home a path of the tree lies."""
    return next((o.site.pk for o in _owners() if path.startswith(o.site.root_page.path)), None)


def _site_of_collection(pk: int) -> int | None:
    known = {owner.collection_id: owner.site.pk for owner in _owners()}
    if pk in known:
        return known[pk]
    paths = dict(Collection.objects.filter(pk__in=[*known, pk]).values_list("pk", "path"))
    own = paths.pop(pk, "")
    return next((known[key] for key, path in paths.items() if own.startswith(path)), None)


def _site_of_council(pk: int) -> int | None:
    neighbour = table().neighbour_by_id(pk)
    return neighbour.council.site_id if neighbour else None


def _known_site(pk: int) -> int | None:
    return pk if any(owner.site.pk == pk for owner in _owners()) else None


def _path_of(page_id: int) -> str:
    return Page.objects.filter(pk=page_id).values_list("path", flat=True).first() or ""


def _owners() -> Iterator[Owner]:
    known = table()
    if known.portal:
        yield known.portal
    yield from (neighbour.council for neighbour in known.neighbours)


Finder = Callable[[int], int | None]
FINDERS: tuple[tuple[str, Finder], ...] = (
    ("journal_site_id", _known_site),
    ("collection_id", _site_of_collection),
    ("site_id", _known_site),
    ("council_id", _site_of_council),
    ("page_id", lambda pk: site_at(_path_of(pk))),
)
