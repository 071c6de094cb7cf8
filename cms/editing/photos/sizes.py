"""The sizes in which a new page shows its photos, made before its first reader asks for them.

Beside the request: the volunteer waits for none of it. What this process does not get done is made
when somebody asks.
"""

import logging
from collections.abc import Iterable
from functools import partial
from threading import Thread

from django.db import DatabaseError, connection, transaction

from cms.pages.models import Picture
from cms.pages.pictures import sources

logger = logging.getLogger(__name__)
PROFILES = ("gallery", "full")


def make_after_commit(pictures: Iterable[Picture]) -> None:
    keys = [picture.pk for picture in pictures]
    transaction.on_commit(partial(_start, keys))


def _start(keys: list[int]) -> None:
    Thread(target=_make_and_close, args=(keys,), name="photo-sizes", daemon=True).start()


def _make_and_close(keys: list[int]) -> None:
    try:
        make(keys)
    except (DatabaseError, RuntimeError) as error:  # RuntimeError: the process is stopping
        logger.warning("sizes of new photos will be made when somebody asks for them: %s", error)
    finally:
        connection.close()


def make(keys: list[int]) -> None:
    """From the last photo: a reader who is there already gets them made from the first, and the
    two meet half-way instead of doing everything twice.
    """
    for picture in Picture.objects.filter(pk__in=keys).order_by("-pk"):
        for profile in PROFILES:
            sources(picture, profile)
