"""What Wagtail asks our pages about: how pictures are encoded, who may have a file."""

from wagtail import hooks
from wagtail.images.image_operations import FormatOperation

from .avif import QuickFormat
from .serving import refuse_strangers

hooks.register("before_serve_document", refuse_strangers)


@hooks.register("register_image_operations", order=1)  # after Wagtail's: the last of a name counts
def encode_quickly() -> list[tuple[str, type[FormatOperation]]]:
    return [("format", QuickFormat)]
