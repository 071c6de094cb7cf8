"""The councils' outlines as shapes to draw with: the demo's own, coarse and hand-made."""

import json
import math
from functools import cache
from pathlib import Path

PERIMETERS = Path(__file__).resolve().parent.parent / "data" / "perimeters.geojson"
SHRINK = math.cos(math.radians(48.876))  # a degree of longitude, in degrees of latitude

Shape = tuple[tuple[float, float], ...]


@cache
def arrondissement() -> dict[str, Shape]:
    """The six outlines by council code, on one map: x to the east, y to the south, width 1."""
    data = json.loads(PERIMETERS.read_text(encoding="utf-8"))
    rings = {f["properties"]["code"]: f["geometry"]["coordinates"][0] for f in data["features"]}
    points = [(lon * SHRINK, -lat) for ring in rings.values() for lon, lat in ring]
    west, north = (min(axis) for axis in zip(*points, strict=True))
    width = max(x for x, _y in points) - west
    return {
        code: tuple(((lon * SHRINK - west) / width, (-lat - north) / width) for lon, lat in ring)
        for code, ring in rings.items()
    }


def fitted(code: str, box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """One council's outline, as large as fits a box (left, top, right, bottom) and centred in it.

    Raises KeyError for a code that is none of the six.
    """
    shape = arrondissement()[code]
    return [placed for ring in placed_in([shape], box) for placed in ring]


def placed_in(
    shapes: list[Shape], box: tuple[float, float, float, float]
) -> list[list[tuple[float, float]]]:
    """Shapes of one map, kept together, as large as fits a box and centred in it."""
    xs = [x for shape in shapes for x, _y in shape]
    ys = [y for shape in shapes for _x, y in shape]
    left, top, right, bottom = box
    scale = min((right - left) / (max(xs) - min(xs)), (bottom - top) / (max(ys) - min(ys)))
    dx = (left + right - (min(xs) + max(xs)) * scale) / 2
    dy = (top + bottom - (min(ys) + max(ys)) * scale) / 2
    return [[(x * scale + dx, y * scale + dy) for x, y in shape] for shape in shapes]
