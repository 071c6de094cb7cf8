"""Perimeters become drawings that fill their frame and fit together."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sites.councils.outlines import SIZE, Frame, inside, outlines

WEST = [[2.0, 48.0], [2.1, 48.0], [2.1, 48.2], [2.0, 48.2], [2.0, 48.0]]
EAST = [[2.1, 48.0], [2.2, 48.0], [2.2, 48.2], [2.1, 48.2], [2.1, 48.0]]
HORSESHOE = [
    [0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [8.0, 9.0], [8.0, 1.0], [1.0, 1.0], [1.0, 9.0],
    [0.0, 9.0], [0.0, 0.0],
]  # fmt: skip


def polygon(*rings) -> dict:
    return {"type": "Polygon", "coordinates": list(rings)}


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+) ([-\d.]+)", path)]


def test_an_emblem_fills_its_square_and_the_pieces_share_a_border():
    drawn = outlines({1: polygon(WEST), 2: polygon(EAST)})
    heights = [y for _x, y in points(drawn[1].emblem)]
    assert (min(heights), max(heights)) == (0, SIZE)
    assert {max(x for x, _y in points(drawn[1].piece))} == {
        min(x for x, _y in points(drawn[2].piece))
    }


def test_nothing_is_drawn_of_nothing():
    assert outlines({}) == {}


def test_the_label_of_a_bent_piece_is_inside_it():
    lon, lat = inside(polygon(HORSESHOE))
    assert lat < 1 or lon < 1 or lon > 8


def test_the_label_avoids_holes_and_takes_the_largest_piece():
    hole = [[2.02, 48.02], [2.08, 48.02], [2.08, 48.18], [2.02, 48.18], [2.02, 48.02]]
    lon, lat = inside(polygon(WEST, hole))
    assert not (2.02 < lon < 2.08 and 48.02 < lat < 48.18)
    small = [[5.0, 48.0], [5.01, 48.0], [5.01, 48.2], [5.0, 48.2], [5.0, 48.0]]
    lon, _lat = inside({"type": "MultiPolygon", "coordinates": [[small], [WEST]]})
    assert 2.0 < lon < 2.1


@given(
    st.lists(
        st.tuples(st.floats(2.3, 2.4), st.floats(48.8, 48.9)), min_size=3, max_size=30, unique=True
    ).filter(lambda p: len({x for x, _ in p}) > 1 and len({y for _, y in p}) > 1)
)
def test_every_point_falls_in_the_square(ring):
    frame = Frame.around(ring)
    for lon, lat in ring:
        x, y = frame.place(lon, lat)
        assert -0.1 <= x <= SIZE + 0.1
        assert -0.1 <= y <= SIZE + 0.1
