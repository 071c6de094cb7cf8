"""The demo's outlines: they tile the arrondissement, and each place lies where it should."""

import json
import math
from collections import Counter
from itertools import pairwise

import pytest
from django.core.management import call_command

from cms.demo.illustrations.outlines import PERIMETERS
from sites.councils.models import Council
from sites.councils.perimeters import read

HECTARES = {"cel": 49.9, "fth": 50.5, "gab": 39.5, "lba": 49.9, "psd": 47.2, "svp": 52.2}
BOX = (2.347862, 48.867502, 2.376970, 48.884423)  # west, south, east, north
DEGREE = 111_195  # metres in a degree of latitude
NEAR = 60  # metres
EDGE = ("Couvent des Récollets", "Porte Saint-Denis")  # named in one council, on a border
PLACES = (
    ("Mairie du 10e", 48.8718, 2.3577, "cel"),
    ("Maison de la vie associative et citoyenne", 48.8823, 2.3688, "lba"),
    ("Point Éphémère", 48.8814, 2.3684, "lba"),
    ("Écluse des Récollets", 48.8738, 2.3635, "gab"),
    ("Hôtel du Nord", 48.8734, 2.3644, "gab"),
    ("Gare de l’Est", 48.8768, 2.3592, "lba"),
    ("Gare du Nord", 48.8805, 2.3553, "svp"),
    ("Jardin Villemin", 48.8750, 2.3614, "gab"),
    ("Couvent des Récollets", 48.8751, 2.3597, "gab"),
    ("Hôpital Saint-Louis", 48.8745, 2.3685, "fth"),
    ("Hôpital Lariboisière", 48.8824, 2.3527, "svp"),
    ("Hôpital Fernand-Widal", 48.8817, 2.3588, "lba"),
    ("Marché Saint-Quentin", 48.8769, 2.3548, "svp"),
    ("Marché couvert Saint-Martin", 48.8711, 2.3566, "cel"),
    ("Square Alban-Satragne", 48.8752, 2.3547, "psd"),
    ("Médiathèque Françoise-Sagan", 48.8757, 2.3541, "psd"),
    ("Passage Brady", 48.8709, 2.3549, "psd"),
    ("Porte Saint-Denis", 48.8697, 2.3524, "psd"),
    ("Porte Saint-Martin", 48.8692, 2.3559, "cel"),
    ("Le Louxor", 48.8834, 2.3498, "svp"),
    ("Caserne Vérines", 48.8683, 2.3640, "cel"),
    ("Fire station", 48.8713, 2.3562, "cel"),
    ("Place de la République", 48.8680, 2.3637, "cel"),
    ("Place Sainte-Marthe", 48.8732, 2.3722, "fth"),
    ("Place du Buisson-Saint-Louis", 48.8717, 2.3728, "fth"),
    ("Place du Colonel-Fabien", 48.8776, 2.3703, "fth/gab"),
    ("Place Robert-Desnos", 48.8780, 2.3678, "gab"),
    ("Place Raoul-Follereau", 48.8762, 2.3637, "gab"),
    ("Place Jacques-Bonsergent", 48.8707, 2.3609, "cel"),
    ("Place de la Bataille-de-Stalingrad", 48.8834, 2.3685, "lba"),
    ("Square Juliette-Dodu", 48.8741, 2.3706, "fth"),
    ("Église Saint-Vincent-de-Paul", 48.8785, 2.3519, "svp"),
    ("Square Cavaillé-Coll", 48.8791, 2.3523, "svp"),
    ("Église Saint-Laurent", 48.8748, 2.3579, "cel"),
    ("Théâtre des Bouffes du Nord", 48.8842, 2.3588, "svp"),
    ("Paris Anim’ centre", 48.8819, 2.3627, "lba"),
    ("Former Château-Landon barracks", 48.8813, 2.3606, "lba"),
)


def metres(lon: float, lat: float) -> tuple[float, float]:
    return lon * DEGREE * math.cos(math.radians(48.876)), lat * DEGREE


def hectares(ring) -> float:
    """Signed: positive where the ring turns counter-clockwise."""
    west, south = metres(*BOX[:2])
    flat = [(x - west, y - south) for x, y in (metres(*p) for p in ring)]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(flat)) / 2 / 10_000


def contains(ring, lon: float, lat: float) -> bool:
    crossings = 0
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > lat) != (y1 > lat) and lon < x0 + (lat - y0) * (x1 - x0) / (y1 - y0):
            crossings += 1
    return crossings % 2 == 1


def distance(ring, lon: float, lat: float) -> float:
    """Metres to the nearest point of the border."""
    px, py = metres(lon, lat)
    nearest = math.inf
    for a, b in pairwise(ring):
        (x0, y0), (x1, y1) = metres(*a), metres(*b)
        along = ((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / math.dist((x0, y0), (x1, y1)) ** 2
        along = min(1.0, max(0.0, along))
        foot = (x0 + along * (x1 - x0), y0 + along * (y1 - y0))
        nearest = min(nearest, math.dist(foot, (px, py)))
    return nearest


@pytest.fixture(scope="module")
def rings() -> dict[str, list]:
    data = json.loads(PERIMETERS.read_text(encoding="utf-8"))
    return {f["properties"]["code"]: f["geometry"]["coordinates"][0] for f in data["features"]}


def test_there_is_one_coarse_outline_for_each_council(rings):
    assert set(rings) == set(HECTARES)
    assert all(8 <= len(ring) - 1 <= 20 for ring in rings.values())


@pytest.mark.parametrize(("code", "size"), HECTARES.items())
def test_an_outline_is_about_as_large_as_its_council(rings, code, size):
    assert hectares(rings[code]) == pytest.approx(size, rel=0.15)


def test_the_six_are_as_large_as_the_arrondissement(rings):
    assert sum(map(hectares, rings.values())) == pytest.approx(289, rel=0.03)


def test_outlines_stay_near_the_arrondissement(rings):
    for lon, lat in (point for ring in rings.values() for point in ring):
        assert BOX[0] - 0.0002 <= lon <= BOX[2] + 0.0002
        assert BOX[1] - 0.0002 <= lat <= BOX[3] + 0.0002


def test_neighbours_share_the_very_same_border_without_gap_or_overlap(rings):
    """Every edge is walked once each way, but for one closed line around the six."""
    edges = Counter((tuple(a), tuple(b)) for ring in rings.values() for a, b in pairwise(ring))
    outer = {a: b for a, b in edges if (b, a) not in edges}
    start = here = next(iter(outer))
    walked = [start]
    while (here := outer[here]) != start:
        walked.append(here)
    assert set(edges.values()) == {1}
    assert len(walked) == len(outer)
    assert hectares([*walked, start]) == pytest.approx(sum(map(hectares, rings.values())))


@pytest.mark.parametrize(("name", "lat", "lon", "councils"), PLACES)
def test_a_place_lies_in_its_council(rings, name, lat, lon, councils):
    found = {code for code, ring in rings.items() if contains(ring, lon, lat)}
    assert found & set(councils.split("/")), f"{name}: {found or 'outside'}"


@pytest.mark.parametrize(
    ("name", "lat", "lon", "councils"), [p for p in PLACES if p[0] in EDGE or "/" in p[3]]
)
def test_a_place_on_a_border_is_near_it(rings, name, lat, lon, councils):
    assert all(distance(rings[code], lon, lat) <= NEAR for code in councils.split("/"))


def test_only_the_neighbours_of_the_map_touch(rings):
    edges = {code: {frozenset((*a, *b)) for a, b in pairwise(r)} for code, r in rings.items()}
    touching = {f"{a}-{b}" for a in edges for b in edges if a < b and edges[a] & edges[b]}
    assert touching == {
        "cel-fth", "cel-gab", "cel-lba", "cel-psd", "fth-gab", "gab-lba", "lba-psd", "lba-svp",
        "psd-svp",
    }  # fmt: skip


def test_the_file_names_its_source_and_says_it_is_only_indicative():
    assert read(PERIMETERS).credit == "contours indicatifs, tracés à la main"


@pytest.mark.django_db
def test_the_importer_gives_an_outline_to_the_council_of_that_number(council):
    call_command("perimeters", "import", str(PERIMETERS))
    known = Council.objects.get(pk=council.pk)
    assert known.perimeter["type"] == "Polygon"
    assert known.perimeter_credit == "contours indicatifs, tracés à la main"
