"""A file somebody sends as a photo: its clean copy and the day it was taken, or why not.

Each refusal says what is wrong with that file and what to do; the others are kept.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from sites.delivery.weights import megabytes
from sites.pictures.clean import CleanCopy, clean_copy
from sites.pictures.looking import NoPicture, TooManyPixels, looked_at

EXIF_IFD, TAKEN, CHANGED = 0x8769, 0x9003, 0x0132
OLDEST = 1990  # before digital cameras a date is a clock that was never set


class Refused(Exception):
    """The file is not taken; the message says why, in words for its sender."""


@dataclass(frozen=True)
class Received:
    """``copy`` is what is kept; ``taken_on`` was read before the rest was thrown away."""

    copy: CleanCopy
    width: int
    height: int
    taken_on: date | None


def receive(upload: File) -> Received:
    """Read ``upload``, whatever its name says it is. Raises Refused."""
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if upload.size > limit:
        sizes = {"size": megabytes(upload.size), "limit": megabytes(limit)}
        raise Refused(_("Photo trop lourde : %(size)s, pour %(limit)s au plus.") % sizes)
    taken_on = _look(upload)
    try:
        copy = clean_copy(upload)
        with Image.open(copy) as kept:
            width, height = kept.size
    except ValidationError:
        words = _("Photo abîmée : elle ne s’ouvre pas. Envoyez-la de nouveau, ou une autre.")
        raise Refused(words) from None
    copy.seek(0)
    return Received(copy, width, height, taken_on)


def _look(upload: File) -> date | None:
    """Check what the head of the file says without unpacking it; the day the photo was taken."""
    too_many = _(
        "Photo trop grande : plus de %(millions)s millions de pixels. Réduisez-la, puis envoyez-la."
    ) % {"millions": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000}
    try:
        with looked_at(upload) as source:
            return taken_on(source)
    except TooManyPixels:
        raise Refused(too_many) from None
    except NoPicture:
        words = _("Ce n’est pas une photo. Choisissez un fichier JPEG, HEIC, PNG ou WebP.")
        raise Refused(words) from None


def taken_on(source: Image.Image) -> date | None:
    """The day a camera wrote into the file; None if it wrote none that can be true."""
    try:
        exif = source.getexif()
        told = exif.get_ifd(EXIF_IFD).get(TAKEN) or exif.get(CHANGED)
        return plausible(datetime.strptime(str(told)[:10], "%Y:%m:%d").date())
    except Exception:  # what a file says of itself is anything
        return None


def plausible(day: date | None) -> date | None:
    """``day`` if a photo can be of it."""
    return day if day and day.year >= OLDEST and day <= timezone.localdate() else None
