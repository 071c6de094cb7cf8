"""A place drawn on its council's outline: a plan without tiles, without any third party."""

from dataclasses import dataclass

from sites.councils.hosts import table


@dataclass(frozen=True)
class Sketch:
    """SVG path data of an outline and where the place lies in it (view box 0 0 1000 1000)."""

    path: str
    x: float
    y: float
    council_name: str


def sketch(place) -> Sketch | None:
    """Where ``place`` lies in its council; None without a council or a perimeter."""
    neighbour = table().neighbour_by_id(place.council_id)
    if not neighbour or not neighbour.outline:
        return None
    x, y = neighbour.outline.frame.place(float(place.longitude), float(place.latitude))
    return Sketch(neighbour.outline.emblem, x, y, neighbour.name)
