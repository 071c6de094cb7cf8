"""A sheet to cut flat shapes on: polygons in design units, smoothed by drawing larger."""

import math
from collections.abc import Iterable
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = str | tuple[int, int, int, int]

WIDTH, HEIGHT = 1600, 1000  # the design's frame, in units
FINER = 1.5  # drawn that much larger, then reduced: soft edges
QUALITIES = (85, 78, 70, 60)  # JPEG: the first that is light enough
HEAVIEST = 200_000  # bytes


class Canvas:
    """What motifs draw on. Coordinates are in the design's frame (1600 × 1000 units, y down).

    A sheet of other proportions shows the middle of the frame. ``mirrored`` turns left to right
    whatever is drawn while it is set.
    """

    def __init__(self, size: tuple[int, int], background: str) -> None:
        self.size = size
        self.mirrored = False
        self._scale = max(size[0] / WIDTH, size[1] / HEIGHT) * FINER
        large = (round(size[0] * FINER), round(size[1] * FINER))
        self._shift = (
            (large[0] - WIDTH * self._scale) / 2,
            (large[1] - HEIGHT * self._scale) / 2,
        )
        self._image = Image.new("RGB", large, background)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def jpeg(self) -> bytes:
        """The sheet, reduced to its size; colours at full resolution, for clean edges."""
        smooth = self._image.resize(self.size, Image.Resampling.BILINEAR)
        for quality in QUALITIES:
            out = BytesIO()
            smooth.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
            if out.tell() <= HEAVIEST:
                break
        return out.getvalue()

    def _place(self, points: Iterable[Point]) -> list[Point]:
        dx, dy = self._shift
        turned = ((WIDTH - x, y) for x, y in points) if self.mirrored else points
        return [(x * self._scale + dx, y * self._scale + dy) for x, y in turned]

    def polygon(self, points: Iterable[Point], fill: Colour) -> None:
        self._draw.polygon(self._place(points), fill=fill)

    def rect(
        self, left: float, top: float, right: float, bottom: float, fill: Colour, radius: float = 0
    ) -> None:
        """A rectangle, with rounded corners when there is a radius."""
        self.polygon(rounded(left, top, right, bottom, radius), fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, wide: float, high: float, fill: Colour) -> None:
        self.polygon(curve(x, y, wide, high, 0, 360), fill)

    def ring(self, x: float, y: float, radius: float, width: float, fill: Colour) -> None:
        """A circle's line, ``width`` thick around ``radius``."""
        self.arc(x, y, radius, radius, 0, 360, width, fill)

    def arc(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        start: float,
        end: float,
        width: float,
        fill: Colour,
    ) -> None:
        """Part of an ellipse's line, from ``start`` to ``end`` degrees, clockwise from the east."""
        outer = curve(x, y, wide + width / 2, high + width / 2, start, end)
        inner = curve(x, y, wide - width / 2, high - width / 2, start, end)
        self.polygon([*outer, *reversed(inner)], fill)

    def line(self, points: Iterable[Point], width: float, fill: Colour, cap: bool = True) -> None:
        """A stroke through points, with round ends and joints unless ``cap`` is off."""
        path = list(points)
        for a, b in pairwise(path):
            self.polygon(stroke(a, b, width), fill)
        for x, y in path if cap else path[1:-1]:
            self.disc(x, y, width / 2, fill)


def faded(colour: str, opacity: float) -> tuple[int, int, int, int]:
    """A ``#rrggbb`` colour that lets through what lies below."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, round(opacity * 255)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with a ``share`` (0 to 1) of ``other``."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def curve(x: float, y: float, wide: float, high: float, start: float, end: float) -> list[Point]:
    """Points of an ellipse between two angles in degrees, clockwise from the east."""
    steps = max(6, int(abs(end - start) / 360 * (24 + max(wide, high) * 0.35)))
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(x + wide * math.cos(a), y + high * math.sin(a)) for a in angles]


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> list[Point]:
    """Corners of a rectangle, clockwise from the top right."""
    if not radius:
        return [(right, top), (right, bottom), (left, bottom), (left, top)]
    corners = (
        (right - radius, top + radius, 270),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    )
    return [p for x, y, a in corners for p in curve(x, y, radius, radius, a, a + 90)]


def stroke(a: Point, b: Point, width: float) -> list[Point]:
    """The four corners of a thick segment."""
    length = math.dist(a, b) or 1
    dx, dy = (b[1] - a[1]) / length * width / 2, (a[0] - b[0]) / length * width / 2
    return [
        (a[0] + dx, a[1] + dy),
        (b[0] + dx, b[1] + dy),
        (b[0] - dx, b[1] - dy),
        (a[0] - dx, a[1] - dy),
    ]


def turned(points: Iterable[Point], x: float, y: float, degrees: float) -> list[Point]:
    """Points turned clockwise around (x, y)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos)
        for px, py in points
    ]


def leaf(x: float, y: float, length: float, width: float, degrees: float) -> list[Point]:
    """A lens that grows out of (x, y); 0 degrees points to the east, 270 up."""
    steps = [i / 10 for i in range(11)]
    upper = [(x + length * t, y - width / 2 * math.sin(math.pi * t)) for t in steps]
    lower = [(px, 2 * y - py) for px, py in reversed(upper)]
    return turned([*upper, *lower], x, y, degrees)


def garland(a: Point, b: Point, sag: float, steps: int = 24) -> list[Point]:
    """A rope that hangs between two points."""
    return [
        (
            a[0] + (b[0] - a[0]) * i / steps,
            a[1] + (b[1] - a[1]) * i / steps + sag * 4 * (i / steps) * (1 - i / steps),
        )
        for i in range(steps + 1)
    ]


def hatching(shape: list[Point], degrees: float, gap: float) -> list[tuple[Point, Point]]:
    """Parallel segments inside a shape, ``gap`` apart: the streets of a quarter."""
    flat = turned(shape, 0, 0, -degrees)
    closed = [*flat, flat[0]]
    level = min(y for _x, y in flat) + gap / 2
    segments: list[tuple[Point, Point]] = []
    while level < max(y for _x, y in flat):
        xs = sorted(_crossings(closed, level))
        pairs = [((a, level), (b, level)) for a, b in zip(xs[::2], xs[1::2], strict=False)]
        segments += [tuple(turned(pair, 0, 0, degrees)) for pair in pairs]  # type: ignore[misc]
        level += gap
    return segments


def _crossings(closed: list[Point], level: float) -> Iterable[float]:
    for (x0, y0), (x1, y1) in pairwise(closed):
        if (y0 <= level) != (y1 <= level):
            yield x0 + (level - y0) * (x1 - x0) / (y1 - y0)
