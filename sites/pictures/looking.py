"""What the head of an uploaded picture says, before a pixel of it is unpacked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files.base import File
from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")  # MPO, of some phones, opens as JPEG


class NoPicture(Exception):
    """The file is no picture of a kind that we read."""


class TooManyPixels(Exception):
    """Unpacking the picture would take more memory than anybody's picture is worth."""


@contextmanager
def looked_at(upload: File) -> Iterator[Image.Image]:
    """``upload``, opened and not decoded. Raises NoPicture and TooManyPixels."""
    Image.init()  # or Pillow does not know the name of a format it has not met yet
    try:
        upload.seek(0)
        source = Image.open(upload, formats=FORMATS)
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except Exception:  # hostile bytes: each decoder has errors of its own
        raise NoPicture from None
    with source:
        if source.width * source.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise TooManyPixels
        yield source
