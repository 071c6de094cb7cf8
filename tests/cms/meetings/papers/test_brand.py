"""The brand: what a council chose is on its papers."""

from dataclasses import replace

import pytest

from cms.meetings.papers import PaperFailed, render
from cms.meetings.papers.brand import brand_of
from sites.themes import pool
from sites.themes.colours import contrast
from sites.themes.stack import Stack
from tests.sites.themes.building import png

from . import reading, samples


def brand(theme: str = "socle", **differences):
    return brand_of(samples.frame(), Stack(samples.stack(theme).layers, differences))


def test_colours_are_those_of_the_theme_and_of_the_council():
    assert brand().colours.plate == "#143d8c"
    assert brand("faubourg").colours.poster == "#f7bf45"
    assert brand(**{"palette-enamel": "#5a2a6e"}).colours.plate == "#5a2a6e"


@pytest.mark.parametrize("theme", samples.THEMES)
def test_letters_on_white_paper_have_contrast(theme):
    colours = samples.brand(theme).colours
    for name in ("text", "soft", "alert"):
        assert contrast(getattr(colours, name), "#ffffff") >= 4.5
    assert contrast(colours.accent, "#ffffff") >= 3  # of display letters
    assert contrast(colours.on_plate, colours.plate) >= 4.5
    assert contrast(colours.on_poster, colours.poster) >= 4.5


def test_corners_and_capitals_follow_the_theme():
    assert brand().radius == pytest.approx(2 * 25.4 / 96)
    assert brand("canal").radius == pytest.approx(12 * 25.4 / 96)
    assert (brand().capitals, brand("halle").capitals) == (True, False)


def test_a_logo_stands_in_the_place_of_the_outline():
    address = pool.put("logo.png", png(30, 30))
    found = brand(logo=address)
    assert found.logo_format == "png"
    figures = reading.described(reading.opened(render(samples.AGENDA, found)))
    assert "Logo du conseil Louis Blanc – Aqueduc" in figures
    assert not any(alt.startswith("Contour") for alt in figures)


def test_a_logo_that_cannot_be_set_leaves_the_outline():
    found = replace(samples.brand(), logo=b"\0\0\0\x20ftypavif")
    figures = reading.described(reading.opened(render(samples.AGENDA, found)))
    assert "Contour du quartier Louis Blanc – Aqueduc" in figures


def test_a_council_without_outline_nor_district_has_its_name_alone():
    found = replace(samples.brand(), outline="", district="")
    said = reading.text(render(samples.POSTER, found))
    assert said.startswith("Conseil de quartier LOUIS BLANC")


@pytest.mark.parametrize(
    "wrong",
    [{"outline": 'M0 0"/><script>'}, {"colours": replace(samples.brand().colours, text="red")}],
)
def test_what_is_drawn_is_checked(wrong):
    with pytest.raises(PaperFailed):
        replace(samples.brand(), **wrong)
