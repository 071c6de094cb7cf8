"""Files that wait for the page they will be on: they go with their rows, and none is left behind.

Used by photos, documents and minutes: a model with a ``file`` in a private storage, all in one
folder.
"""

from datetime import datetime
from functools import partial

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Model


def go_with_row(instance: Model, **kwargs) -> None:
    """Receiver of ``post_delete``: the file goes once the transaction is through."""
    if instance.file:  # type: ignore[attr-defined]
        file = instance.file  # type: ignore[attr-defined]
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def sweep(model: type[Model], storage: Storage, folder: str, before: datetime) -> int:
    """Delete what a process killed between a file and its row has left; how many."""
    if not storage.exists(folder):
        return 0
    known = set(model._base_manager.values_list("file", flat=True))
    names = {f"{folder}/{name}" for name in storage.listdir(folder)[1]} - known
    lost = [name for name in names if storage.get_modified_time(name) <= before]
    for name in lost:
        storage.delete(name)
    return len(lost)
