"""The demo's pictures: reproducible, light, quick, told apart, described in French."""

import math
import re
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from itertools import pairwise, product

import pytest
from PIL import Image, ImageDraw

from cms.demo import illustrations
from cms.demo.illustrations import MOTIFS, STYLES, describe, draw, motif_named
from cms.demo.illustrations import canvas as sheets
from cms.demo.illustrations.canvas import Canvas
from cms.demo.illustrations.outlines import arrondissement, fitted, placed_in
from cms.demo.illustrations.palettes import LAMPLIGHT, STYLE_OF, palette_of

COUNCILS = ("cel", "fth", "gab", "lba", "psd", "svp")
SMALL = (160, 100)
STRAIGHT = re.compile(r"['\"]")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def luminance(colour: str) -> float:
    """WCAG relative luminance of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


# The same request gives the same picture


@pytest.mark.parametrize("code", [None, *COUNCILS])
def test_the_same_arguments_give_the_same_bytes(code):
    assert draw("fresque", code, size=SMALL) == draw("fresque", code, size=SMALL)


def test_another_process_draws_the_same_bytes():
    """No picture hangs on the order of a set or on a seed of the interpreter."""
    script = (
        "import sys; from hashlib import sha256; from cms.demo.illustrations import draw;"
        "sys.stdout.write(sha256(draw('carnaval', 'lba', size=(160, 100))).hexdigest())"
    )
    said = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(filter(None, sys.path)) or "."},
    )
    assert said.stdout == sha256(draw("carnaval", "lba", size=SMALL)).hexdigest()


def test_two_names_of_one_motif_are_two_pictures():
    assert motif_named("fresque-paradis") == motif_named("fresque-lancry")
    assert draw("fresque-paradis", "psd", size=SMALL) != draw("fresque-lancry", "psd", size=SMALL)


# All told apart


def test_every_motif_in_every_style_is_a_picture_of_its_own():
    digests = {
        sha256(draw(name, None, style, size=SMALL)).digest()
        for name, style in product(MOTIFS, STYLES)
    }
    assert len(digests) == len(MOTIFS) * len(STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_motifs_of_one_style_look_different_even_when_tiny(style):
    """Not only in a pixel here or there: thumbnails differ by a visible amount."""
    thumbs = {
        name: opened(draw(name, "lba", style, size=SMALL)).convert("L").resize((24, 15)).tobytes()
        for name in MOTIFS
    }
    for one, other in product(thumbs, thumbs):
        if one < other:
            apart = sum(abs(a - b) for a, b in zip(thumbs[one], thumbs[other], strict=True))
            assert apart / (24 * 15) > 3, f"{one} and {other} look alike"


def test_each_council_shows_its_own_outline():
    pictures = {draw("contour", code, "socle", size=SMALL) for code in (None, *COUNCILS)}
    assert len(pictures) == 7


def test_a_council_wears_its_own_style_unless_told_otherwise():
    assert {STYLE_OF[code] for code in COUNCILS} | {"socle"} == set(STYLES)
    assert draw("toits", "svp", size=SMALL) == draw("toits", "svp", "halle", size=SMALL)
    assert draw("toits", "svp", size=SMALL) != draw("toits", "svp", "zinc", size=SMALL)
    assert draw("toits", size=SMALL) == draw("toits", None, "socle", size=SMALL)


@pytest.mark.parametrize(("one", "other"), [("gab", "fth"), ("psd", "cel")])
def test_two_councils_of_one_style_have_tints_of_their_own(one, other):
    assert STYLE_OF[one] == STYLE_OF[other]
    assert palette_of(STYLE_OF[one], one).sky != palette_of(STYLE_OF[other], other).sky


def test_a_council_that_is_none_of_the_six_gets_the_whole_arrondissement():
    assert len(opened(draw("plan", "batignolles", size=SMALL)).getcolors(1 << 16) or []) > 4


def test_an_unknown_style_is_refused():
    with pytest.raises(KeyError):
        draw("toits", "lba", "baroque")


# What comes out


@pytest.mark.parametrize("name", MOTIFS)
def test_a_picture_is_a_plain_jpeg_of_the_usual_size_and_light(name):
    code = COUNCILS[list(MOTIFS).index(name) % len(COUNCILS)]
    data = draw(name, code)
    picture = opened(data)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1600, 1000))
    assert not picture.getexif()
    assert len(data) <= 200_000


@pytest.mark.parametrize("size", [(1600, 900), (320, 200), (600, 800), (500, 500)])
def test_a_picture_has_the_size_asked_for(size):
    assert opened(draw("marche", "psd", size=size)).size == size


def test_a_large_picture_stays_light():
    assert len(draw("carnaval", "psd", size=(2400, 1500))) <= 260_000


def test_quality_goes_down_before_weight_goes_up(monkeypatch):
    usual = draw("carnaval", "psd", size=(800, 500))
    monkeypatch.setattr(sheets, "HEAVIEST", len(usual) - 1)
    assert len(draw("carnaval", "psd", size=(800, 500))) < len(usual)


@pytest.mark.parametrize("name", MOTIFS)
def test_a_few_flat_colours_make_the_picture(name):
    """No noise: two dozen tones (16 levels a channel) cover nearly all of it."""
    picture = opened(draw(name, "svp", size=(640, 400))).point(lambda value: value & 0xF0)
    counts = sorted((count for count, _c in picture.getcolors(1 << 16)), reverse=True)
    assert sum(counts[:24]) / (640 * 400) > 0.85


@pytest.mark.parametrize("name", MOTIFS)
def test_the_motif_is_where_a_crop_keeps_it(name):
    """The middle of the sheet is not empty: a square crop still shows the motif."""
    middle = opened(draw(name, "gab", size=SMALL)).convert("L").crop((40, 10, 120, 90))
    low, high = middle.getextrema()
    assert high - low > 90


def test_drawing_costs_little_more_than_saving_a_blank_sheet():
    def spent(work) -> float:
        costs = []
        for _ in range(3):
            start = time.process_time()
            work()
            costs.append(time.process_time() - start)
        return min(costs)

    def blank() -> None:
        sheet = Image.new("RGB", (2400, 1500), "#ebe7dd")
        ImageDraw.Draw(sheet).rectangle((300, 300, 900, 900), fill="#143d8c")
        small = sheet.resize((1600, 1000), Image.Resampling.BILINEAR)
        small.save(BytesIO(), "JPEG", quality=85, subsampling=0, optimize=True)

    yardstick = spent(blank)
    for name in ("carnaval", "ecluse", "cercle", "plan"):
        assert spent(lambda name=name: draw(name, "lba")) <= 3 * yardstick


# Words


@pytest.mark.parametrize(
    ("name", "motif"),
    [
        ("benevoles-carnaval", "carnaval"),
        ("carnaval-benevoles", "carnaval"),
        ("place-sainte-marthe-jardinieres", "jardinieres"),
        ("jardinieres-sainte-marthe", "jardinieres"),
        ("panneaux-affichage", "panneau"),
        ("panneau-louis-blanc", "panneau"),
        ("canal-tri", "tri"),
        ("canal-nettoyage", "canoes"),
        ("canal-berge", "peniche"),
        ("canal", "passerelle"),
        ("trajets-ecole", "ecole"),
        ("vide-greniers", "vide-greniers"),
        ("vide-greniers-jemmapes-stand", "vide-greniers"),
        ("gare-du-nord", "gare"),
        ("depots-sauvages", "proprete"),
        ("boite-a-livres", "livres"),
        ("fresque-participative", "fresque"),
    ],
)
def test_a_name_calls_for_the_motif_it_speaks_of(name, motif):
    assert motif_named(name) == motif


def test_a_name_without_a_known_word_gets_a_motif_that_stays():
    strange = [f"zzz{i}" for i in range(60)]
    picked = [motif_named(name) for name in strange]
    assert picked == [motif_named(name) for name in strange]
    assert len(set(picked)) > 15
    assert motif_named("") in MOTIFS


def test_no_word_calls_for_two_motifs():
    words = [word for name, motif in MOTIFS.items() for word in {name, *motif.words}]
    assert len(words) == len(set(words))


def test_words_can_be_told_from_a_name_split_at_hyphens():
    assert all(re.fullmatch(r"[a-z]+", word) for m in MOTIFS.values() for word in m.words)


def test_the_package_names_all_its_motifs():
    listed = re.search(r"Motifs: (.*?)\.", illustrations.__doc__ or "", re.DOTALL)
    assert listed
    assert listed[1].replace("\n", " ").split(", ") == sorted(MOTIFS)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", MOTIFS)
def test_the_alternative_text_is_a_short_french_sentence(name, style):
    text = describe(name, None, style)
    assert 20 <= len(text) <= 150
    assert text[0].isupper()
    assert text.endswith(".")
    assert not STRAIGHT.search(text)
    assert not text.startswith(("Image", "Photo", "Illustration"))


def test_alternative_texts_tell_motifs_and_styles_apart():
    texts = {describe(name, None, style) for name, style in product(MOTIFS, STYLES)}
    assert len(texts) == len(MOTIFS) * len(STYLES)


def test_the_alternative_text_speaks_of_the_picture_that_is_drawn():
    assert describe("place-sainte-marthe-jardinieres", "fth").startswith("Trois jardinières")
    assert "canal" in describe("jardinieres", "fth")
    assert "pierre" in describe("jardinieres")


# Colours


@pytest.mark.parametrize("code", [None, *COUNCILS])
def test_what_a_motif_is_made_of_stands_out_from_the_sky(code):
    palette = palette_of(STYLE_OF.get(code or "", "socle"), code)
    assert contrast(palette.ink, palette.sky) >= 7
    assert contrast(palette.main, palette.sky) >= 2.9
    assert contrast(palette.ink, palette.light) >= 10


@pytest.mark.parametrize("code", [None, *COUNCILS])
def test_the_outline_behind_stays_quiet(code):
    palette = palette_of(STYLE_OF.get(code or "", "socle"), code)
    assert 1.05 < contrast(palette.veil, palette.sky) < 1.4


@pytest.mark.parametrize("code", [None, *COUNCILS])
def test_lamps_shine_at_dusk(code):
    palette = palette_of(STYLE_OF.get(code or "", "socle"), code).at_dusk()
    assert palette.accent == LAMPLIGHT
    assert contrast(palette.accent, palette.sky) >= 4.5
    assert luminance(palette.sky) < 0.06


# The tools of the hand


def test_a_mirrored_sheet_turns_left_to_right():
    straight, mirrored = Canvas(SMALL, "#ffffff"), Canvas(SMALL, "#ffffff")
    mirrored.mirrored = True
    for sheet in (straight, mirrored):
        sheet.rect(0, 0, 400, 1000, "#000000")
    dark = [opened(sheet.jpeg()).convert("L").getpixel((10, 50)) for sheet in (straight, mirrored)]
    assert dark[0] < 20
    assert dark[1] > 235


def test_a_sheet_of_other_proportions_shows_the_middle():
    sheet = Canvas((100, 100), "#ffffff")
    sheet.rect(0, 0, 290, 1000, "#000000")  # in the frame's left, which a square leaves out
    sheet.rect(760, 460, 840, 540, "#000000")
    picture = opened(sheet.jpeg()).convert("L")
    assert picture.getpixel((1, 50)) > 235
    assert picture.getpixel((50, 50)) < 20


def test_a_ring_is_open_in_the_middle():
    sheet = Canvas(SMALL, "#ffffff")
    sheet.ring(800, 500, 300, 100, "#000000")
    picture = opened(sheet.jpeg()).convert("L")
    assert picture.getpixel((80, 50)) > 235
    assert picture.getpixel((110, 50)) < 20


def test_a_line_bends_at_its_points():
    sheet = Canvas(SMALL, "#ffffff")
    sheet.line([(200, 200), (1400, 200), (1400, 800)], 80, "#000000")
    picture = opened(sheet.jpeg()).convert("L")
    assert [picture.getpixel(p) < 40 for p in ((80, 20), (140, 20), (140, 60), (80, 60))] == [
        True,
        True,
        True,
        False,
    ]


def test_a_faded_colour_lets_through_what_lies_below():
    sheet = Canvas(SMALL, "#ffffff")
    sheet.rect(0, 0, 1600, 1000, sheets.faded("#000000", 0.5))
    assert 118 <= opened(sheet.jpeg()).convert("L").getpixel((80, 50)) <= 138


def test_mixing_goes_from_one_colour_to_the_other():
    assert sheets.mixed("#000000", "#ff8000", 0) == "#000000"
    assert sheets.mixed("#000000", "#ff8000", 0.5) == "#804000"
    assert sheets.mixed("#000000", "#ff8000", 1) == "#ff8000"


def test_a_rounded_corner_stays_in_its_rectangle():
    points = sheets.rounded(100, 200, 500, 400, 60)
    assert (min(x for x, _y in points), max(x for x, _y in points)) == (100, 500)
    assert (min(y for _x, y in points), max(y for _x, y in points)) == (200, 400)
    assert not any(math.dist(p, corner) < 20 for p in points for corner in ((100, 200), (500, 400)))


def test_a_leaf_grows_out_of_its_foot_towards_its_angle():
    points = sheets.leaf(100, 100, 50, 20, 270)
    assert points[0] == pytest.approx((100, 100))
    assert points[10] == pytest.approx((100, 50))
    assert max(x for x, _y in points) == pytest.approx(110)


def test_a_garland_hangs_lowest_in_the_middle():
    rope = sheets.garland((0, 0), (100, 0), 30)
    assert (rope[0], rope[-1]) == ((0, 0), (100, 0))
    assert max(y for _x, y in rope) == pytest.approx(30)


@pytest.mark.parametrize("slope", [0, 35, -62])
def test_streets_stay_inside_the_outline_and_keep_their_distance(slope):
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    lines = sheets.hatching(square, slope, 20)
    assert 4 <= len(lines) <= 8
    assert all(-0.01 <= v <= 100.01 for line in lines for point in line for v in point)
    levels = [sheets.turned(line, 0, 0, -slope)[0][1] for line in lines]
    assert [b - a for a, b in pairwise(levels)] == pytest.approx([20] * (len(lines) - 1))


@pytest.mark.parametrize("code", COUNCILS)
def test_an_outline_fills_its_box_and_keeps_its_proportions(code):
    points = fitted(code, (100, 50, 500, 350))
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    assert wide == pytest.approx(400) or high == pytest.approx(300)
    assert min(xs) >= 99.99
    assert max(ys) <= 350.01
    shape = arrondissement()[code]
    own = max(x for x, _y in shape) - min(x for x, _y in shape)
    tall = max(y for _x, y in shape) - min(y for _x, y in shape)
    assert wide / high == pytest.approx(own / tall)


def test_the_six_keep_their_places_when_drawn_together():
    codes = arrondissement()
    placed = dict(zip(codes, placed_in(list(codes.values()), (0, 0, 1600, 1000)), strict=True))
    middle = {
        code: [sum(axis) / len(points) for axis in zip(*points, strict=True)]
        for code, points in placed.items()
    }
    assert middle["svp"][1] < middle["psd"][1]  # north of
    assert middle["psd"][0] < middle["cel"][0] < middle["fth"][0]  # west to east
    assert middle["lba"][0] < middle["gab"][0]
    shared = set(placed["cel"]) & set(placed["gab"])
    assert len(shared) >= 3
