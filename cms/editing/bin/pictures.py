"""The file of a picture in the bin: the folder of media is open to everybody who knows a name.

So the file gets a name that nobody can guess, and the sizes made of it go. A change that is rolled
back afterwards may leave a copy under such a name; nothing leads there.
"""

import secrets
from functools import partial
from pathlib import PurePosixPath

from django.db import transaction

from cms.pages.models import Picture


def hide(picture: Picture) -> str:
    """Take its addresses away; returns the name of its file, for ``show``."""
    name = PurePosixPath(picture.file.name)
    picture.renditions.all().delete()
    _rename(picture, str(name.with_name(f"{secrets.token_urlsafe(24)}{name.suffix}")))
    return name.name


def show(picture: Picture, name: str) -> None:
    """Give the file a name like ``name``, never that name: processes remember the sizes of it.

    For the same reason the picture counts as another one where its content is compared.
    """
    wanted = PurePosixPath(picture.file.name).with_name(name)
    another = picture.file.storage.get_alternative_name(str(wanted.with_suffix("")), wanted.suffix)
    _rename(picture, another)
    picture.file_hash = secrets.token_hex(20)
    Picture.everything.filter(pk=picture.pk).update(file_hash=picture.file_hash)


def _rename(picture: Picture, wanted: str) -> None:
    storage, old = picture.file.storage, picture.file.name
    try:
        with storage.open(old) as content:
            new = storage.save(wanted, content)
    except OSError:  # the file is missing: there is nothing to hide
        return
    picture.file.name = new
    Picture.everything.filter(pk=picture.pk).update(file=new)
    transaction.on_commit(partial(storage.delete, old))
