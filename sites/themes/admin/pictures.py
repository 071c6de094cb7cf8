"""A picture that a council chooses for its look: its pixels, upright and small, nothing else.

What was sent is decoded and encoded anew, so that neither metadata (where a photo was taken) nor
anything that only pretends to be a picture reaches a site.
"""

from io import BytesIO
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .. import pool

MAX_MEGABYTES = 5
MAX_PIXELS = 30_000_000
LONGEST_SIDE = 1600  # pixels
FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
ACCEPTED = "image/png,image/jpeg,image/webp"
HEAD = 1024  # bytes in which a drawing says what it is


class NotAPicture(Exception):
    """What was sent cannot be used; the text says why and what to do."""


def keep(upload: UploadedFile, name: str) -> str:
    """Put a clean copy of ``upload`` into the pool and return its address. Raises NotAPicture."""
    if (upload.size or 0) > MAX_MEGABYTES * 2**20:
        message = _("Cette image pèse plus de %(count)d Mo. Réduisez-la, puis choisissez-la.")
        raise NotAPicture(message % {"count": MAX_MEGABYTES})
    data = upload.read()
    if _is_drawing(upload.name or "", data):
        raise NotAPicture(
            _("Un dessin SVG peut contenir un programme : enregistrez-le en PNG, puis recommencez.")
        )
    copy, suffix = _clean(data)
    return pool.put((slugify(name) or "image") + suffix, copy, own=True)


def _is_drawing(name: str, data: bytes) -> bool:
    return PurePath(name).suffix.lower() in (".svg", ".svgz") or b"<svg" in data[:HEAD].lower()


def _clean(data: bytes) -> tuple[bytes, str]:
    try:
        with Image.open(BytesIO(data), formats=list(FORMATS)) as source:
            width, height = source.size
            if width * height > MAX_PIXELS:  # said by its head, before a pixel is decoded
                raise _too_large()
            kind = source.format or "PNG"
            source.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is shrunk while it is read
            picture = ImageOps.exif_transpose(source)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _encoded(picture, kind), FORMATS[kind]
    except NotAPicture:
        raise
    except Image.DecompressionBombError:
        raise _too_large() from None
    except Exception:  # hostile bytes: each decoder has errors of its own, and they change
        raise NotAPicture(
            _("Ce fichier n’est pas une image PNG, JPEG ou WebP lisible. Réenregistrez-la.")
        ) from None


def _too_large() -> NotAPicture:
    return NotAPicture(_("Cette image est trop grande : 30 millions de points au plus."))


def _encoded(picture: Image.Image, kind: str) -> bytes:
    transparent = picture.has_transparency_data and kind != "JPEG"
    bare = picture.convert("RGBA" if transparent else "RGB")
    bare.info = {}  # encoders copy what they find there: EXIF, XMP, comments
    encoded = BytesIO()
    options = {"PNG": {"optimize": True}}.get(kind, {"quality": 82})
    bare.save(encoded, kind, **options)
    return encoded.getvalue()
