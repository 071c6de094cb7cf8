"""What holdings do with rows, said in one word: delete them, tell them in a table."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

from django.apps import apps
from django.db.models import FileField, Model, QuerySet
from django.db.transaction import on_commit

from sites.accounts.models import User

from .registry import Person, Rows

CHUNK = 500  # rows in memory at once


def of(link: str, user: User) -> QuerySet:
    """The rows of ``app.Model.field`` that point at ``user``."""
    label, field = link.rsplit(".", 1)
    model = apps.get_model(label)
    return model._base_manager.filter(**{field: user.pk})


def deleted(*links: str) -> Callable[[Person], None]:
    """An erasure that deletes the rows of ``links``, and their files with them."""

    def erase(person: Person) -> None:
        for link in links:
            rows = of(link, person.user)
            for row in rows.iterator(chunk_size=CHUNK):
                forget_files(row)
            rows.delete()

    return erase


def forget_files(row: Model) -> None:
    """Delete the files of ``row`` once the transaction is through: a rollback loses none."""
    for field in row._meta.concrete_fields:
        file = getattr(row, field.attname) if isinstance(field, FileField) else None
        if file:
            on_commit(partial(file.storage.delete, file.name))


def opener(file) -> Callable[[], IO[bytes]]:
    """What opens the field file ``file`` when its turn has come."""
    return partial(file.storage.open, file.name)


def told(queryset: QuerySet, **values: str) -> Rows:
    """Rows for a table, a few at a time; ``values``: its column → a path of the query."""

    def rows() -> Iterator[dict[str, Any]]:
        paths = list(dict.fromkeys(values.values()))
        for row in queryset.values(*paths).iterator(chunk_size=CHUNK):
            yield {name: row[path] for name, path in values.items()}

    return rows()
