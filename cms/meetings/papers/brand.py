"""How a council looks on paper: names, colours, fonts and mark, from the theme its site wears."""

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings

from cms.pages.chrome import Frame
from sites.themes import pool
from sites.themes.stack import Stack, base
from sites.themes.tokens import Tokens

from . import faces
from .failure import PaperFailed

PATH = re.compile(r"[MLZ0-9 .\-]*")  # what ``outlines`` draws with
COLOUR = re.compile(r"#[0-9a-f]{6}")
MARKS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp", b"<": "svg"}
PIXELS_OF_RADIUS = re.compile(r"([0-9.]+)(px|rem)")


@dataclass(frozen=True)
class Colours:
    """As ``#rrggbb``, for white paper. ``poster`` is the ground of a poster."""

    text: str = "#17202b"
    soft: str = "#4a5460"
    rule: str = "#d9d4c8"
    border: str = "#787165"
    tint: str = "#ebe7dd"
    accent: str = "#1f6a47"
    alert: str = "#a3201f"
    plate: str = "#143d8c"
    plate_line: str = "#ffffff"
    plate_frame: str = "#2b7a52"
    on_plate: str = "#ffffff"
    poster: str = "#ebe7dd"
    on_poster: str = "#17202b"

    def in_ink(self) -> "Colours":
        """Black on white, and no area that drinks toner."""
        black = dict.fromkeys(asdict(self), "#000000")
        white = dict.fromkeys(("plate", "tint", "poster"), "#ffffff")
        return Colours(**(black | white | {"rule": "#000000"}))


TOKENS = {
    "text": "color-text",
    "soft": "color-text-soft",
    "rule": "color-rule",
    "border": "color-border",
    "tint": "color-surface-sunken",
    "accent": "color-accent",
    "alert": "color-alert",
    "plate": "color-plate",
    "plate_line": "color-plate-line",
    "plate_frame": "color-plate-frame",
    "on_plate": "color-on-plate",
    "poster": "color-poster",
    "on_poster": "color-on-poster",
}


@dataclass(frozen=True)
class Brand:
    """``font_folder`` holds the TTF files of the theme. ``outline`` is SVG path data in a
    1000 × 1000 box; ``logo`` (bytes of a picture) stands in its place. ``radius`` in millimetres.
    ``capitals``: the plate's name is in capitals.
    """

    council_name: str
    district: str
    font_folder: Path
    text_font: str
    display_font: str
    site_address: str = ""
    outline: str = ""
    logo: bytes = b""
    colours: Colours = Colours()
    radius: float = 0.5
    capitals: bool = True

    def __post_init__(self):
        if not PATH.fullmatch(self.outline):
            raise PaperFailed("the outline is no path of straight lines")
        for name, value in asdict(self.colours).items():
            if not COLOUR.fullmatch(value):
                raise PaperFailed(f"the colour {name} is no #rrggbb: {value}")

    def in_ink(self) -> "Brand":
        return replace(self, colours=self.colours.in_ink())

    @property
    def logo_format(self) -> str:
        """The picture's format; empty for one that cannot be set (AVIF)."""
        start = self.logo.lstrip()[:4]
        return next((kind for mark, kind in MARKS.items() if start.startswith(mark)), "")


def brand_of(frame: Frame, stack: Stack) -> Brand:
    """The brand of the site whose chrome is ``frame`` in the look ``stack``."""
    text, display, folder = _fonts(stack)
    return Brand(
        council_name=frame.site_name,
        district=frame.district,
        font_folder=folder,
        text_font=text,
        display_font=display,
        site_address=frame.root_url,
        outline=frame.outline.emblem if frame.outline else "",
        logo=_logo(stack),
        colours=Colours(**{name: stack.tokens.resolved(t) for name, t in TOKENS.items()}),
        radius=_radius(stack.tokens),
        capitals=stack.tokens.resolved("plate-case") == "capitals",
    )


def _fonts(stack: Stack) -> tuple[str, str, Path]:
    """Families for text and display, and the folder in which their files are.

    A theme that ships no font for print is set in those of the base theme.
    """
    files = _files(stack)
    folder = faces.kept(files, Path(settings.THEMES_ROOT) / "print")
    families = faces.case(folder).families
    chosen = [_family(stack.tokens, name, families) for name in ("font-body", "font-display")]
    return chosen[0], chosen[1], folder


def _files(stack: Stack) -> dict[str, bytes]:
    """The TrueType files of the themes' stack by name, the nearest theme's first."""
    found: dict[str, bytes] = {}
    for layer in reversed(stack.layers):
        own = layer.files.static
        found |= {Path(name).name: own[name] for name in own if name.endswith(".ttf")}
    return found


def _family(tokens: Tokens, name: str, families: Collection[str]) -> str:
    asked = tokens.resolved(name).split(",")[0].strip()
    return asked if asked in families else _base_family(name)


def _base_family(name: str) -> str:
    return base().tokens.resolved(name).split(",")[0].strip()


def _logo(stack: Stack) -> bytes:
    address = stack.image("logo")
    return (pool.get(address.removeprefix(pool.PREFIX)) or b"") if address else b""


def _radius(tokens: Tokens) -> float:
    """The token in millimetres, at the 96 pixels an inch of CSS."""
    found = PIXELS_OF_RADIUS.fullmatch(tokens.resolved("radius"))
    if not found:
        return 0.0
    pixels = float(found[1]) * (16 if found[2] == "rem" else 1)
    return min(pixels * 25.4 / 96, 4.0)
