"""AVIF pictures, encoded quickly enough for an editor to wait for them.

libavif searches longer the lower its ``speed`` (0 to 10; 6 unless told). At 8 a picture takes a
third of the time and up to a tenth more bytes in lists; above 8 it grows as large as in WebP.
Neither Wagtail nor Willow has a setting for it.
"""

from typing import BinaryIO

from wagtail.images.image_operations import FormatOperation
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage

SPEED = 8


class QuickPicture(PillowImage):
    """A decoded picture that is saved as AVIF at our speed."""

    def save_as_avif(self, f: BinaryIO, quality: int) -> AvifImageFile:
        # No colour profile to carry over: ``photos.clean_copy`` keeps none.
        self.image.save(f, "AVIF", quality=quality, speed=SPEED)
        return AvifImageFile(f)


class QuickFormat(FormatOperation):
    """``format-…`` in a filter spec; Wagtail saves the picture that ``run`` returns, if any."""

    def run(self, willow, image, env):
        super().run(willow, image, env)
        if self.format == "avif" and not self.options and isinstance(willow, PillowImage):
            return QuickPicture(willow.image)
        return None
