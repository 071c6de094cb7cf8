"""Pictures drawn in code in any of the sizes that pages ask for, so that no file is needed."""

from functools import lru_cache
from io import BytesIO
from types import SimpleNamespace

from PIL import Image, ImageDraw

from cms.pages.models import Picture
from cms.pages.pictures import FORMATS, PROFILES, Sources, sources

SIDES = (1600, 1000)
PREFIX = "/dev/galerie/images/"
# Sky, far, near, and the line between them in tenths of the height.
MOTIFS = {
    "canal": ("#cfdde6", "#8fa7a0", "#3f6f7d", 6),
    "rue": ("#e8dfd0", "#b98d6b", "#5d5348", 7),
    "place": ("#dfe7d2", "#7f9f6c", "#c9b48d", 5),
}
SUN = "#fffaf0"
KINDS = {"avif": "image/avif", "webp": "image/webp"}


def picture(motif: str = "canal", credit: str = "") -> Picture:
    """A picture without row or file; its sizes are addresses of the gallery."""
    name, (width, height) = f"galerie/{motif}.webp", SIDES
    # A collection is named so that none is looked up.
    made = Picture(
        title=motif, file=name, credit=credit, width=width, height=height, collection_id=1
    )
    made.get_renditions = lambda *specs: {s: _rendition(motif, s) for s in specs}
    return made


def ready(motif: str = "canal", profile: str = "card", alt: str = "Le canal au matin") -> dict:
    """The sizes of a picture as a publication holds them."""
    return as_sources(motif, profile).as_json() | {"alt": alt}


def as_sources(motif: str, profile: str) -> Sources:
    made = sources(picture(motif), profile)
    assert made  # noqa: S101 (it has no file that could be missing)
    return made


def _rendition(motif: str, spec: str) -> SimpleNamespace:
    operation, _dash, kind = spec.partition("|format-")
    width, height = _size(operation)
    url = f"{PREFIX}{motif}-{width}x{height}.{kind}"
    return SimpleNamespace(url=url, width=width, height=height)


def _size(operation: str) -> tuple[int, int]:
    """The size that one of Wagtail's operations gives (``width-480``, ``fill-360x240``)."""
    name, _dash, measure = operation.partition("-")
    if name == "width":
        return int(measure), int(measure) * SIDES[1] // SIDES[0]
    width, height = measure.split("x")
    return int(width), int(height)


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The files there are: nobody can ask for a size that no page uses."""
    return frozenset(
        _rendition(motif, spec).url.removeprefix(PREFIX)
        for motif in MOTIFS
        for profile in PROFILES.values()
        for kind in FORMATS
        for spec in profile.specs(kind)
    )


@lru_cache(maxsize=64)
def encoded(name: str) -> bytes:
    """The file called ``name``, one of ``names()``."""
    stem, _dot, kind = name.rpartition(".")
    motif, _dash, size = stem.rpartition("-")
    width, height = (int(side) for side in size.split("x"))
    target = BytesIO()
    drawn(motif, width, height).save(target, kind.upper(), quality=40)
    return target.getvalue()


def drawn(motif: str, width: int, height: int) -> Image.Image:
    """A horizon, a row of houses or trees, and what lies before them."""
    sky, far, near, tenths = MOTIFS[motif]
    image = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(image)
    horizon = height * tenths // 10
    step = width / 9
    for number in range(9):
        rise = height * (18 + (number * 7) % 13) // 100
        left = round(number * step)
        draw.rectangle((left, horizon - rise, round(left + step * 0.86), horizon), far)
    draw.rectangle((0, horizon, width, height), near)
    draw.ellipse((width * 0.72, height * 0.1, width * 0.72 + height * 0.16, height * 0.26), SUN)
    return image
