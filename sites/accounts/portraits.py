"""The optional picture of a person: square, small, without what a phone writes into it.

What was sent is decoded, turned upright, cropped and encoded anew: no metadata (where a photo was
taken), nothing that only pretends to be a picture. Its two files lie in the public storage under an
unguessable name, which the account holds: showing it costs no query.
"""

import secrets
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .limits import Limit
from .models import User

MAX_MEGABYTES = 10
MAX_PIXELS = 50_000_000
LARGE, SMALL = 256, 64  # pixels a side
SHORTEST_SIDE = 64
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"
FOLDER = "portraits"
UPLOADS = Limit("portrait", 20, 3600)  # decoding is work
_HEAD = 1024  # bytes in which a file says what it is
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypheis", b"ftypmif1", b"ftypmsf1")


def url(user: User, *, small: bool = False) -> str:
    """The address of the picture of ``user``, 256 pixels a side (``small``: 64); empty if none."""
    if not user.portrait or user.closed_at:  # nobody's face any more
        return ""
    return default_storage.url(_name(user.portrait, small))


def read(upload: UploadedFile) -> Image.Image:
    """The picture that was sent, upright and square. Raises ValidationError with what to do."""
    if (upload.size or 0) > MAX_MEGABYTES * 2**20:
        message = _("Cette image pèse plus de %(count)d Mo. Choisissez-en une plus légère.")
        raise ValidationError(message % {"count": MAX_MEGABYTES})
    head = upload.read(_HEAD)
    if _is_drawing(upload.name or "", head):
        raise ValidationError(_("Un dessin SVG ne convient pas. Choisissez une photo en JPEG."))
    if head[4:12] in _HEIC or PurePath(upload.name or "").suffix.lower() in (".heic", ".heif"):
        raise ValidationError(
            _("Les photos HEIC ne se lisent pas partout. Enregistrez-la en JPEG, puis recommencez.")
        )
    upload.seek(0)
    return _decoded(upload)


def check_pace(user: User) -> None:
    """Count one upload of ``user``. Raises ValidationError when there were too many."""
    if UPLOADS.take(str(user.pk)):
        raise ValidationError(_("Trop d’images en peu de temps. Réessayez dans une heure."))


def put(user: User, picture: Image.Image) -> None:
    """Make ``picture`` (from ``read``) the picture of ``user``; the one before is deleted."""
    token = secrets.token_hex(16)
    try:
        for small in (False, True):
            default_storage.save(_name(token, small), ContentFile(_encoded(picture, small)))
        _replace(user, token)
    except Exception:
        _delete_files(token)  # no half picture, and none that nobody holds
        raise


def remove(user: User) -> None:
    """Delete the picture of ``user``, if there is one."""
    _replace(user, "")


def remove_with_account(sender, instance: User, **kwargs) -> None:
    """An account was deleted: its picture goes once that is certain."""
    _delete(instance.portrait)


@transaction.atomic
def _replace(user: User, token: str) -> None:
    """Read the token to delete under a lock: two uploads at once leave no file behind."""
    account = User.objects.select_for_update().get(pk=user.pk)
    _delete(account.portrait)
    account.portrait = token
    account.save(update_fields=["portrait"])


def _delete(token: str) -> None:
    if token:
        transaction.on_commit(lambda: _delete_files(token))


def _delete_files(token: str) -> None:
    for name in names(token):
        default_storage.delete(name)


def names(token: str) -> list[str]:
    """The files of a picture in the storage."""
    return [_name(token, small) for small in (False, True)]


def _name(token: str, small: bool) -> str:
    return f"{FOLDER}/{token}-{SMALL if small else LARGE}.webp"


def _is_drawing(name: str, head: bytes) -> bool:
    return PurePath(name).suffix.lower() in (".svg", ".svgz") or b"<svg" in head.lower()


def _decoded(upload: UploadedFile) -> Image.Image:
    try:
        with Image.open(upload, formats=FORMATS) as source:
            width, height = source.size
            if width * height > MAX_PIXELS:  # said by its head, before a pixel is decoded
                raise _too_large()
            if min(width, height) < SHORTEST_SIDE:
                raise ValidationError(
                    _("Cette image est trop petite : %(n)d points de côté au moins.")
                    % {"n": SHORTEST_SIDE}
                )
            return _square(source)
    except ValidationError:
        raise
    except Image.DecompressionBombError:
        raise _too_large() from None
    except Exception:  # hostile bytes: each decoder has errors of its own, and they change
        raise ValidationError(
            _("Ce fichier n’est pas une image lisible. Enregistrez-la de nouveau en JPEG.")
        ) from None


def _too_large() -> ValidationError:
    return ValidationError(_("Cette image est trop grande : 50 millions de points au plus."))


def _square(source: Image.Image) -> Image.Image:
    """The middle of the first frame, upright, at most ``LARGE`` pixels a side, pixels only."""
    side = min(LARGE, *source.size)
    source.draft("RGB", (2 * side, 2 * side))  # a JPEG is shrunk while it is read
    upright = ImageOps.exif_transpose(source)
    bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare.info = {}  # encoders copy what they find there: EXIF, XMP, comments
    return ImageOps.fit(bare, (side, side))


def _encoded(picture: Image.Image, small: bool) -> bytes:
    shown = picture.copy()
    if small:
        shown.thumbnail((SMALL, SMALL))
    encoded = BytesIO()
    shown.save(encoded, "WEBP", quality=82)
    return encoded.getvalue()
