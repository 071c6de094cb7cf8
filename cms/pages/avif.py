"""AVIF and WebP renditions at our speed and within our weight (sites.pictures.weight).

Neither Wagtail nor Willow has a setting for it.
"""

from typing import BinaryIO

from wagtail.images.image_operations import FormatOperation
from willow.image import AvifImageFile, WebPImageFile
from willow.plugins.pillow import PillowImage

from sites.pictures import weight


class QuickPicture(PillowImage):
    """A decoded picture that is saved as AVIF at our speed, and within the weight."""

    def save_as_avif(self, f: BinaryIO, quality: int) -> AvifImageFile:
        f.write(weight.avif(self.image, quality))
        return AvifImageFile(f)

    def save_as_webp(self, f: BinaryIO, quality: int) -> WebPImageFile:
        f.write(weight.webp(self.image, quality))
        return WebPImageFile(f)


class QuickFormat(FormatOperation):
    """``format-…`` in a filter spec; Wagtail saves the picture that ``run`` returns, if any."""

    def run(self, willow, image, env):
        super().run(willow, image, env)
        ours = self.format in ("avif", "webp") and not self.options
        return QuickPicture(willow.image) if ours and isinstance(willow, PillowImage) else None
