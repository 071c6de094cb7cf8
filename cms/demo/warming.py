"""Making the larger sizes of the demo's pictures before a reader asks for them.

Loading makes those that lists show. The others would double its time, and nobody sees all of them
at once: they are made beside the server, while the first page is being read.
"""

import logging
from collections.abc import Iterator
from threading import Thread

from django.db import DatabaseError, connection

from cms.pages.models import GalleryPhoto, NewsPhoto, Picture
from cms.pages.pictures import sources

logger = logging.getLogger(__name__)
LEAD, CLOSE = ("lead", "card"), ("gallery", "full")


def warm() -> int:
    """Make what is missing; returns the number of pictures looked at."""
    count = 0
    for image, profiles in _wanted():
        for profile in profiles:
            sources(image, profile)
        count += 1
    return count


def warm_beside() -> Thread:
    """The same in a thread that does not keep the process alive."""
    thread = Thread(target=_and_close, name="warm", daemon=True)
    thread.start()
    return thread


def _wanted() -> Iterator[tuple[Picture, tuple[str, ...]]]:
    rows = [model.objects.values_list("image", flat=True) for model in (NewsPhoto, GalleryPhoto)]
    photos = {pk for row in rows for pk in row}
    for image in Picture.objects.order_by("-pk"):
        yield image, CLOSE if image.pk in photos else LEAD


def _and_close() -> None:
    try:
        warm()
    except DatabaseError as error:  # busy or emptied: somebody loads the demo afresh beside us
        logger.warning("larger pictures will be made when somebody asks for them: %s", error)
    finally:
        connection.close()
