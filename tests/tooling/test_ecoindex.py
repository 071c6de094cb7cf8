"""The EcoIndex is the one that the project's own module computes."""

import pytest

from deploy.live.ecoindex import score


@pytest.mark.parametrize(
    ("elements", "requests", "kilobytes", "expected"),
    [(100, 100, 100, 72), (0, 0, 0, 100), (594601, 3920, 223212.26, 0)],
)
def test_known_scores(elements, requests, kilobytes, expected):
    assert round(score(elements, requests, kilobytes)) == expected


def test_more_of_anything_is_never_better():
    base = score(200, 8, 60)
    assert score(201, 8, 60) < base
    assert score(200, 9, 60) < base
    assert score(200, 8, 61) < base
