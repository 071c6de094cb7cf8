"""AVIF and WebP pictures, encoded quickly enough for an editor to wait, and never heavy.

libavif searches longer the lower its ``speed`` (0 to 10; 6 unless told). At 8 a picture takes a
third of the time and up to a tenth more bytes in lists; above 8 it grows as large as in WebP.
Neither Wagtail nor Willow has a setting for it.

One quality for all makes a crowd or leaves weigh five times a wall: what would be heavier than
``HEAVIEST`` is encoded again with less of it, then without the grain of a photo taken at night,
until it is not.
"""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageFilter
from wagtail.images.image_operations import FormatOperation
from willow.image import AvifImageFile, WebPImageFile
from willow.plugins.pillow import PillowImage

SPEED = 8
HEAVIEST = 200_000  # bytes; docs promise it to readers on a phone
LIGHTER = ((0.6, 0), (0.5, 1), (0.3, 2))  # share of the quality, blur in pixels


class QuickPicture(PillowImage):
    """A decoded picture that is saved as AVIF at our speed, and within the weight."""

    def save_as_avif(self, f: BinaryIO, quality: int) -> AvifImageFile:
        # No colour profile to carry over: ``photos.clean_copy`` keeps none.
        f.write(_light(self.image, quality, format="AVIF", speed=SPEED))
        return AvifImageFile(f)

    def save_as_webp(self, f: BinaryIO, quality: int) -> WebPImageFile:
        f.write(_light(self.image, quality, format="WEBP"))
        return WebPImageFile(f)


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


class QuickFormat(FormatOperation):
    """``format-…`` in a filter spec; Wagtail saves the picture that ``run`` returns, if any."""

    def run(self, willow, image, env):
        super().run(willow, image, env)
        ours = self.format in ("avif", "webp") and not self.options
        return QuickPicture(willow.image) if ours and isinstance(willow, PillowImage) else None
