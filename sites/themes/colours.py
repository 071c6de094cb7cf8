"""Colours as WCAG 2.2 compares them, and the nearest one that passes.

Colours are ``#rrggbb``. Moves in lightness go through OKLCH (Björn Ottosson, 2020), where equal
steps look equal and the hue stays.
"""

import math
import re
from collections.abc import Iterable

HEX = re.compile(r"#[0-9a-f]{6}")
STEPS = 200  # of lightness between black and white

Triple = tuple[float, float, float]


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2 (1 to 21) between two colours."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(value: str) -> float:
    """The relative luminance of WCAG 2.2 (0 to 1)."""
    red, green, blue = _linear(value)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def nearest(value: str, pairs: Iterable[tuple[str, float]]) -> str:
    """The colour of the same hue, closest in lightness to ``value``, that reaches every ratio.

    ``pairs`` are (other colour, least ratio). Empty when no lightness reaches all of them.
    """
    asked = list(pairs)
    lightness, chroma, hue = to_oklch(value)
    for candidate in sorted(
        (i / STEPS for i in range(STEPS + 1)), key=lambda c: abs(c - lightness)
    ):
        found = from_oklch((candidate, chroma, hue))
        if all(contrast(found, other) >= least for other, least in asked):
            return found
    return ""


def moved(value: str, by: float) -> str:
    """``value`` with its OKLCH lightness (0 to 1) changed by ``by``."""
    lightness, chroma, hue = to_oklch(value)
    return from_oklch((min(1, max(0, lightness + by)), chroma, hue))


def to_oklch(value: str) -> Triple:
    red, green, blue = _linear(value)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(colour: Triple) -> str:
    """The colour as sRGB; what lies outside loses chroma, not lightness."""
    lightness, chroma, hue = colour
    while chroma > 0 and not _inside(_rgb(lightness, chroma, hue)):
        chroma = chroma - 0.004
    channels = _rgb(lightness, max(chroma, 0), hue)
    return "#" + "".join(f"{round(255 * _gamma(min(1, max(0, c)))):02x}" for c in channels)


def _rgb(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _inside(channels: Triple) -> bool:
    return all(-0.0005 <= c <= 1.0005 for c in channels)


def _linear(value: str) -> Triple:
    channels = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return red, green, blue


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
