"""Small pictures of photos that wait, made when they are looked at."""

from io import BytesIO

from PIL import Image

from .models import WaitingPhoto

SIDE = 480  # pixels: 240 on a dense screen


def thumbnail_of(photo: WaitingPhoto) -> bytes:
    """A JPEG of ``photo`` as it is turned now. Raises OSError when its file is gone."""
    with photo.file.open("rb") as file, Image.open(file) as source:
        source.draft("RGB", (SIDE, SIDE))
        source.thumbnail((SIDE, SIDE))
        small = source.convert("RGBA")
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small)
        encoded = BytesIO()
        paper.rotate(-90 * photo.turns, expand=True).save(encoded, "JPEG", quality=80)
    return encoded.getvalue()
