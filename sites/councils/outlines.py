"""Perimeters as drawings: each council’s emblem, and the map in which the pieces fit together."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

Ring = list[tuple[float, float]]

SIZE = 1000.0  # side of the square every drawing lives in, in SVG user units
LEVELS = 16  # how many parallels are tried for a label


@dataclass(frozen=True)
class Outline:
    """SVG path data of one perimeter.

    ``emblem`` fills a ``0 0 1000 1000`` view box by itself; ``piece`` lies where it belongs in the
    common view box of all perimeters. ``label`` is a point inside the piece, in the same units;
    ``frame`` places a coordinate in the emblem.
    """

    emblem: str
    piece: str
    label: tuple[float, float]
    frame: "Frame"


@dataclass(frozen=True)
class Frame:
    """An equirectangular projection that fits a box of coordinates into the square."""

    west: float
    north: float
    scale: float
    shrink: float
    left: float
    top: float

    @classmethod
    def around(cls, points: Ring) -> "Frame":
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        shrink = math.cos(math.radians((min(lats) + max(lats)) / 2))
        width = (max(lons) - min(lons)) * shrink
        height = max(lats) - min(lats)
        scale = SIZE / max(width, height)
        left, top = (SIZE - width * scale) / 2, (SIZE - height * scale) / 2
        return cls(min(lons), max(lats), scale, shrink, left, top)

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a coordinate falls in the square, rounded to a tenth of a unit."""
        x = (lon - self.west) * self.shrink * self.scale + self.left
        y = (self.north - lat) * self.scale + self.top
        return round(x, 1), round(y, 1)

    def draw(self, geometry: dict) -> str:
        """SVG path data of a GeoJSON geometry."""
        parts = []
        for ring in rings(geometry):
            points = [self.place(*point) for point in ring]
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points[:-1]) + "Z")
        return "".join(parts)


def rings(geometry: dict) -> Iterator[Ring]:
    """The rings of a GeoJSON Polygon or MultiPolygon (RFC 7946, section 3.1)."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            yield [(point[0], point[1]) for point in ring]


def common_frame(geometries: list[dict]) -> Frame:
    """The frame in which all perimeters lie as on a map."""
    return Frame.around(
        [point for geometry in geometries for ring in rings(geometry) for point in ring]
    )


def outlines(perimeters: dict[int, dict]) -> dict[int, Outline]:
    """Drawings for GeoJSON geometries keyed by whatever the caller likes."""
    if not perimeters:
        return {}
    common = common_frame(list(perimeters.values()))
    drawn = {}
    for key, geometry in perimeters.items():
        points = [point for ring in rings(geometry) for point in ring]
        own = Frame.around(points)
        drawn[key] = Outline(
            own.draw(geometry), common.draw(geometry), common.place(*inside(geometry)), own
        )
    return drawn


def inside(geometry: dict) -> tuple[float, float]:
    """A coordinate well inside a geometry, for a label: of the middles of its level stretches the
    one farthest from any border."""
    points = [point for ring in rings(geometry) for point in ring]
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    best, place = -1.0, points[0]
    for step in range(1, LEVELS):
        level = south + (north - south) * step / LEVELS
        borders = sorted(_crossings(geometry, level))
        for west, east in zip(borders[::2], borders[1::2], strict=False):
            middle = ((west + east) / 2, level)
            room = _room_around(middle, geometry)
            if room > best:
                best, place = room, middle
    return place


def _room_around(place: tuple[float, float], geometry: dict) -> float:
    """How far the nearest border of a geometry is, in degrees of latitude."""
    shrink = math.cos(math.radians(place[1]))
    nearest = math.inf
    for ring in rings(geometry):
        local = [((x - place[0]) * shrink, y - place[1]) for x, y in ring]
        for (x0, y0), (x1, y1) in pairwise(local):
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            along = -(x0 * (x1 - x0) + y0 * (y1 - y0)) / length**2
            along = max(0.0, min(1.0, along))
            nearest = min(nearest, math.hypot(x0 + along * (x1 - x0), y0 + along * (y1 - y0)))
    return nearest


def _crossings(geometry: dict, level: float) -> Iterator[float]:
    """Longitudes at which the borders of a geometry cross a parallel."""
    for ring in rings(geometry):
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 <= level) != (y1 <= level):
                yield x0 + (level - y0) * (x1 - x0) / (y1 - y0)
