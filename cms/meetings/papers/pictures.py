"""Images of the site as papers take them: small enough to mail, in a format that can be set."""

import io

from PIL import Image, ImageOps

LONGEST = 1400  # pixels: the width of a page at about 200 dots an inch
QUALITY = 82


def printable(image) -> bytes:
    """A JPEG of a Wagtail image, upright, on white; nothing for a file that is lost or broken."""
    try:
        with image.open_file() as source, Image.open(source) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    picture.thumbnail((LONGEST, LONGEST))
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    target = io.BytesIO()
    ground.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()
