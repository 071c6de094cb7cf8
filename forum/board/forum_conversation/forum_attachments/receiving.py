"""A file somebody sends with a post: its sizes as readers get them, or why not.

Nothing of the file itself is kept: pixels are decoded, turned upright, shrunk and encoded anew, so
that no place, name or date a camera wrote down stays, nor anything that merely pretends to be a
picture. A refusal says what is wrong with that file and what to do.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from sites.delivery.weights import megabytes
from sites.pictures import weight
from sites.pictures.clean import pixels
from sites.pictures.looking import NoPicture, TooManyPixels, looked_at

from .models import LARGE, SMALL

HEAVIEST = 12 * 2**20  # bytes; what the camera of a phone makes
QUALITY = {"avif": 60, "webp": 80}
_HEAD = 1024  # bytes in which a file says what it is


class NotTaken(Exception):
    """The image is not taken; ``message`` says why, in words for its sender."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Received:
    """``sizes``: (longest side, kind) → encoded; ``width`` and ``height`` are the largest's."""

    width: int
    height: int
    sizes: dict[tuple[int, str], bytes]


def receive(upload: File) -> Received:
    """Read ``upload``, whatever its name says it is. Raises NotTaken."""
    _weigh(upload)
    _look(upload)
    try:
        picture = pixels(upload, LARGE)
    except ValidationError:
        words = _("Image abîmée : elle ne s’ouvre pas. Envoyez-la de nouveau, ou une autre.")
        raise NotTaken(words) from None
    width, height = picture.size
    sizes = {(LARGE, kind): _ENCODERS[kind](picture, QUALITY[kind]) for kind in QUALITY}
    if max(picture.size) > SMALL:
        picture.thumbnail((SMALL, SMALL))
        sizes |= {(SMALL, kind): _ENCODERS[kind](picture, QUALITY[kind]) for kind in QUALITY}
    return Received(width, height, sizes)


_ENCODERS = {"avif": weight.avif, "webp": weight.webp}


def _weigh(upload: File) -> None:
    if not upload.size:
        raise NotTaken(_("Ce fichier est vide. Choisissez-le de nouveau."))
    if upload.size > HEAVIEST:
        sizes = {"size": megabytes(upload.size), "limit": megabytes(HEAVIEST)}
        raise NotTaken(_("Image trop lourde : %(size)s, pour %(limit)s au plus.") % sizes)


def _look(upload: File) -> None:
    """Check what the head of the file says, without unpacking it."""
    try:
        with looked_at(upload):
            return
    except TooManyPixels:
        most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
        words = _(
            "Image trop grande : plus de %(millions)s millions de pixels. Réduisez-la, puis "
            "envoyez-la."
        )
        raise NotTaken(words % {"millions": most}) from None
    except NoPicture:
        raise NotTaken(_what_instead(upload)) from None


def _what_instead(upload: File) -> str:
    upload.seek(0)
    is_drawing = PurePath(upload.name or "").suffix.lower() in (".svg", ".svgz")
    if is_drawing or b"<svg" in upload.read(_HEAD).lower():
        return _("Un dessin SVG ne convient pas. Enregistrez-le en PNG ou en JPEG.")
    return _("Ce n’est pas une image. Choisissez un fichier JPEG, HEIC, PNG ou WebP.")
