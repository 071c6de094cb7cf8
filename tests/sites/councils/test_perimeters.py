"""The city's perimeters: what may be imported, whose it becomes, what is refused."""

import json
from copy import deepcopy
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from sites.councils import perimeters
from sites.councils.hosts import table
from sites.councils.models import Council

SQUARE = {"type": "Polygon", "coordinates": [[[2.0, 48.0], [2.1, 48.0], [2.1, 48.1], [2.0, 48.0]]]}
HOLE = [[2.06, 48.02], [2.08, 48.02], [2.08, 48.04], [2.06, 48.02]]
TWO = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [HOLE]]}
CREDIT = "© Ville inventée, licence ouverte"


def feature(geometry=SQUARE, **properties) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features, **more) -> dict:
    return {"type": "FeatureCollection", "features": list(features), **more}


@pytest.fixture
def run(tmp_path):
    """``run(data, *options)`` imports data written to a file and returns the lines printed."""

    def imported(data, *options) -> list[str]:
        path = tmp_path / "conseils.geojson"
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            path.write_text(json.dumps(data), encoding="utf-8")
        out = StringIO()
        call_command("perimeters", "import", str(path), *options, stdout=out)
        return out.getvalue().splitlines()

    return imported


@pytest.mark.django_db
class TestImport:
    def test_matches_the_city_number(self, council, run):
        lines = run(collection(feature(no_consqrt="042")), "--credit", CREDIT)
        council.refresh_from_db()
        assert council.perimeter == SQUARE
        assert council.perimeter_credit == CREDIT
        assert lines == ["Importés : Louis Blanc – Aqueduc"]

    @pytest.mark.parametrize(
        "name", ["AQUEDUC - LOUIS BLANC", "louis blanc aqueduc", "Louis-Blanc/Aqueduc"]
    )
    def test_matches_a_name_however_it_is_written(self, council, run, name):
        run(collection(feature(nom_quart=name)), "--credit", CREDIT)
        council.refresh_from_db()
        assert council.perimeter == SQUARE

    def test_keeps_the_credit_of_the_file(self, council, run):
        run(collection(feature(no_consqrt="042"), metadata={"attribution": CREDIT}))
        council.refresh_from_db()
        assert council.perimeter_credit == CREDIT

    def test_names_what_it_does_not_know(self, council, run):
        data = collection(feature(no_consqrt="999", nom_quart="AILLEURS"), feature())
        assert run(data, "--credit", CREDIT) == [
            "Inconnus ici, laissés de côté : 999 AILLEURS, sans nom"
        ]

    def test_twice_changes_nothing(self, council, run):
        data = collection(feature(no_consqrt="042"))
        run(data, "--credit", CREDIT)
        assert run(data, "--credit", CREDIT) == ["Inchangés : Louis Blanc – Aqueduc"]

    def test_shows_on_the_sites_at_once(self, council, other_council, run):
        assert table().by_id[council.pk].outline is None
        run(collection(feature(TWO, no_consqrt="042")), "--credit", CREDIT)
        assert table().by_id[council.pk].outline.emblem.startswith("M")
        assert table().by_id[other_council.pk].outline is None

    def test_a_file_saved_by_windows_is_read(self, council, run):
        data = json.dumps(collection(feature(nom_quart="Louis Blanc – Aqueduc"))).encode()
        run(b"\xef\xbb\xbf" + data, "--credit", CREDIT)
        assert Council.objects.get(pk=council.pk).perimeter == SQUARE


def changed(path: str, value) -> dict:
    """``SQUARE`` with one thing wrong; ``path`` is like ``coordinates.0.1``."""
    geometry = deepcopy(SQUARE)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = geometry
    for step in way:
        place = place[step]
    place[last] = value
    return geometry


BAD_GEOMETRIES = [
    (None, "Polygon"),
    ({"type": "Point", "coordinates": [2, 48]}, "Polygon"),
    ({"type": "GeometryCollection", "geometries": []}, "Polygon"),
    ([], "Polygon"),
    ({"type": "Polygon"}, "incomplet"),
    ({"type": "Polygon", "coordinates": []}, "incomplet"),
    ({"type": "Polygon", "coordinates": [[]]}, "points"),
    ({"type": "Polygon", "coordinates": {"a": 1}}, "incomplet"),
    ({"type": "MultiPolygon", "coordinates": SQUARE["coordinates"]}, "points"),
    ({"type": "Polygon", "coordinates": TWO["coordinates"]}, "points"),
    (changed("coordinates.0", SQUARE["coordinates"][0][:3]), "points"),
    (changed("coordinates.0", [[2, 48]] * 20_001), "points"),
    (changed("coordinates.0.3", [2.0, 48.01]), "là où il commence"),
    (changed("coordinates.0", [[2.0, 48.0]] * 4), "surface"),
    (changed("coordinates.0", [[2.0, 48.0], [2.1, 48.0], [2.2, 48.0], [2.0, 48.0]]), "surface"),
    (changed("coordinates.0.1", [181, 48]), "globe"),
    (changed("coordinates.0.1", [2, 91]), "globe"),
    (changed("coordinates.0.1", [float("nan"), 48]), "globe"),
    (changed("coordinates.0.1", [float("inf"), 48]), "globe"),
    (changed("coordinates.0.1", [True, 48]), "globe"),
    (changed("coordinates.0.1", ["2", 48]), "globe"),
    (changed("coordinates.0.1", [2]), "longitude"),
    (changed("coordinates.0.1", {}), "longitude"),
]


@pytest.mark.parametrize(("geometry", "words"), BAD_GEOMETRIES)
def test_what_is_no_perimeter_is_refused(geometry, words):
    with pytest.raises(ValidationError, match=words):
        perimeters.validate(geometry)


def test_perimeters_with_holes_pieces_and_heights_are_fine():
    perimeters.validate(TWO)
    perimeters.validate({"type": "Polygon", "coordinates": [*SQUARE["coordinates"], HOLE]})
    perimeters.validate(
        {"type": "Polygon", "coordinates": [[[x, y, 35.5] for x, y in SQUARE["coordinates"][0]]]}
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "FeatureCollection"),
        (b"null", "FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "FeatureCollection"),
        ({"type": "Feature", "features": []}, "FeatureCollection"),
        ({"type": "FeatureCollection", "features": []}, "aucun périmètre"),
        (collection("x"), "Feature"),
        (collection({"type": "Feature", "properties": [1], "geometry": SQUARE}), "Feature"),
        (collection(feature(None, no_consqrt="042")), "042 : Un périmètre"),
        (collection(feature(no_consqrt="042")), "--credit"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(council, run, data, words):
    with pytest.raises(CommandError, match=words) as refused:
        run(data)
    assert "\n" not in str(refused.value)
    assert Council.objects.get(pk=council.pk).perimeter is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([{"no_consqrt": "042"}, {"nom_quart": "Aqueduc Louis Blanc"}], "Plusieurs éléments"),
        ([{"no_consqrt": "042", "nom_quart": "Château d'Eau Lancry"}], "deux conseils différents"),
        ([{"no_consqrt": "044"}, {"no_consqrt": "042"}, {"no_consqrt": "042"}], "Plusieurs"),
    ],
)
def test_an_ambiguous_file_changes_no_council(council, other_council, run, features, words):
    with pytest.raises(CommandError, match=words):
        run(collection(*(feature(**properties) for properties in features)), "--credit", CREDIT)
    assert not Council.objects.exclude(perimeter=None).exists()


@pytest.mark.django_db
def test_a_missing_file_and_an_endless_credit_are_refused(council, run, tmp_path):
    with pytest.raises(CommandError, match="Fichier illisible"):
        call_command("perimeters", "import", str(tmp_path / "nulle-part.geojson"))
    with pytest.raises(CommandError, match="source du périmètre"):
        run(collection(feature(no_consqrt="042")), "--credit", "x" * 201)
    assert Council.objects.get(pk=council.pk).perimeter is None
