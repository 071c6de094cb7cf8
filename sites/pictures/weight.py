"""Pictures encoded for readers: quickly enough for whoever sent them to wait, and never heavy.

libavif searches longer the lower its ``speed`` (0 to 10; 6 unless told). At 8 a picture takes a
third of the time and up to a tenth more bytes in lists; above 8 it grows as large as in WebP.

One quality for all makes a crowd or leaves weigh five times a wall: what would be heavier than
``HEAVIEST`` is encoded again with less of it, then without the grain of a photo taken at night,
until it is not.
"""

from io import BytesIO

from PIL import Image, ImageFilter

SPEED = 8
HEAVIEST = 200_000  # bytes; docs promise it to readers on a phone
LIGHTER = ((0.6, 0), (0.5, 1), (0.3, 2))  # share of the quality, blur in pixels


def avif(image: Image.Image, quality: int) -> bytes:
    """``image`` in AVIF; no colour profile to carry over: ``clean_copy`` keeps none."""
    return _light(image, quality, format="AVIF", speed=SPEED)


def webp(image: Image.Image, quality: int) -> bytes:
    """``image`` in WebP."""
    return _light(image, quality, format="WEBP")


def _light(image: Image.Image, quality: int, **options) -> bytes:
    """``image`` encoded with ``quality``, or by the first of ``LIGHTER`` that is not too heavy."""
    encoded = _encoded(image, quality, **options)
    # What is twice too heavy is all grain: less quality alone is not worth the time of trying.
    steps = LIGHTER[1:] if len(encoded) > 2 * HEAVIEST else LIGHTER
    for share, blur in steps:
        if len(encoded) <= HEAVIEST:
            break
        smooth = image.filter(ImageFilter.GaussianBlur(blur)) if blur else image
        encoded = _encoded(smooth, round(quality * share), **options)
    return encoded


def _encoded(image: Image.Image, quality: int, **options) -> bytes:
    target = BytesIO()
    image.save(target, quality=quality, **options)
    return target.getvalue()
