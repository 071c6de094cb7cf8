"""Image files as phones, screens and attackers send them."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
SECRET = b"Telephone de Sureau"


def exif(orientation: int = 1) -> bytes:
    """What a phone writes: where, whose, and which side is up."""
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[MAKER] = SECRET.decode()
    data.get_ifd(GPS)[2] = (48.0, 52.0, 30.0)
    return data.tobytes()


def scene(width: int = 1200, height: int = 900) -> Image.Image:
    """A grey wall, red in its upper left quarter."""
    picture = Image.new("RGB", (width, height), (120, 130, 140))
    ImageDraw.Draw(picture).rectangle((0, 0, width // 2, height // 2), fill=(200, 30, 30))
    return picture


def encoded(kind: str = "JPEG", picture: Image.Image | None = None, **options) -> bytes:
    target = BytesIO()
    (picture or scene()).save(target, kind, **options)
    return target.getvalue()


def upload(content: bytes | None = None, name: str = "IMG_0001.jpg", kind: str = "image/jpeg"):
    """A file of a form; without ``content`` a picture so small that it costs nothing to encode."""
    return SimpleUploadedFile(name, SMALL if content is None else content, kind)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims ``width × height`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
SMALL = encoded(picture=scene(64, 48))
