"""What is kept of an uploaded picture: its pixels, upright and of a sane size, and nothing else.

Phones write where and when a photo was taken into the file (EXIF, XMP). Decoding and encoding anew
drops that, and anything that merely pretended to be a picture.
"""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

LONGEST_SIDE = 2560  # pixels: enough for a full-width picture on a dense screen
_LOSSLESS = {"PNG", "GIF"}


_SIXTEEN_BITS = ("I;16", "I;16B", "I;16L", "I;16N", "I")


class CleanCopy(ContentFile):
    """A picture of nothing but pixels: it went through ``clean_copy``, or we drew it."""


def clean_copy(upload: File) -> CleanCopy:
    """Return ``upload`` decoded, turned upright, shrunk and encoded anew without any metadata.

    JPEG, or PNG for what was lossless or has transparency; of an animation the first frame stays.
    Raises ValidationError for a file that does not decode.
    """
    try:
        picture, lossless = _decoded(upload, LONGEST_SIDE)
        return _encode(picture, PurePath(upload.name or "").stem, lossless)
    except Exception:  # hostile bytes: each decoder has errors of its own, and they change
        raise unreadable() from None


def pixels(upload: File, longest_side: int) -> Image.Image:
    """The picture of ``upload`` in RGB or RGBA, otherwise as ``clean_copy`` would keep it.

    Raises ValidationError for a file that does not decode.
    """
    try:
        picture, _lossless = _decoded(upload, longest_side)
        return _bare(picture.convert("RGBA" if picture.has_transparency_data else "RGB"))
    except Exception:  # likewise
        raise unreadable() from None


def _decoded(upload: File, longest_side: int) -> tuple[Image.Image, bool]:
    """The first frame, upright, no larger than asked; and whether nothing was lost so far."""
    upload.seek(0)
    with Image.open(upload) as source:
        lossless = source.format in _LOSSLESS
        source.draft(None, (longest_side, longest_side))  # a JPEG is shrunk while it is read
        picture = _in_eight_bits(ImageOps.exif_transpose(source))
        picture.thumbnail((longest_side, longest_side))
        return picture, lossless


def turned(photo: File, quarters: int) -> CleanCopy:
    """A clean copy turned clockwise by ``quarters`` of a round."""
    photo.seek(0)
    with Image.open(photo) as source:
        picture = source.rotate(-90 * quarters, expand=True)
        return _encode(picture, PurePath(photo.name or "").stem, source.format in _LOSSLESS)


def unreadable() -> ValidationError:
    """What to tell somebody whose file is no picture that can be shown."""
    return ValidationError(
        _("Ce fichier n’est pas une image lisible. Enregistrez-la de nouveau en JPEG.")
    )


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Pillow cuts the grey of a scanner off at 255 where it should divide: all would be white."""
    if picture.mode not in _SIXTEEN_BITS:
        return picture
    return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _encode(picture: Image.Image, stem: str, lossless: bool) -> CleanCopy:
    transparent = picture.has_transparency_data
    encoded = BytesIO()
    if lossless or transparent:
        mode = "RGBA" if transparent else "RGB"
        _bare(picture.convert(mode)).save(encoded, "PNG", optimize=True)
        return CleanCopy(encoded.getvalue(), f"{stem}.png")
    # Not progressive: readers get renditions only, and each of them is made by decoding this again.
    _bare(picture.convert("RGB")).save(encoded, "JPEG", quality=88, optimize=True)
    return CleanCopy(encoded.getvalue(), f"{stem}.jpg")


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone: encoders copy what they find in ``info`` (EXIF, XMP, comments)."""
    picture.info = {}
    return picture
