"""Every specimen in the base theme: made without a query, and nothing wrong with it."""

import pytest

from cms.gallery import rendering
from cms.gallery.checks.faults import faults_of
from cms.gallery.material import pictures
from cms.gallery.registry import Group, Setting
from cms.gallery.scene import anywhere
from cms.gallery.specimens import gallery, tokens
from sites.themes.stack import base

SPECIMENS = list(gallery())


@pytest.fixture(scope="module")
def scene():
    return anywhere()


# These ask for no database: pytest-django fails the one that queries.


@pytest.mark.parametrize("specimen", SPECIMENS, ids=str)
def test_nothing_is_wrong_with_it_in_the_base_theme(specimen, scene):
    assert faults_of(specimen, rendering.fragment(specimen, scene)) == []


@pytest.mark.parametrize("specimen", SPECIMENS, ids=str)
def test_nothing_is_wrong_with_its_page(specimen, scene):
    html = rendering.page(specimen, scene)
    assert faults_of(specimen, html) == []
    assert html.count("<h1") == 1
    assert " style=" not in html


def test_what_stands_for_an_empty_list_says_something(scene):
    silent = {"cards-empty"}  # a body without anything of this kind says nothing of it
    for specimen in SPECIMENS:
        if specimen.key == "empty" and specimen.name not in silent:
            assert rendering.fragment(specimen, scene).strip(), specimen


def test_values_are_the_same_each_time(scene):
    for specimen in gallery().of(Group.COMPONENTS):
        first = rendering.fragment(specimen, scene)
        assert rendering.fragment(specimen, scene) == first, specimen


def test_the_headings_above_a_part_are_there(scene):
    card = gallery().find("composants", "card")
    assert rendering.levels_above(rendering.fragment(card, scene)) == [1, 2]


def test_every_picture_of_a_page_can_be_drawn(scene):
    page = gallery().find("pages", "news-page")
    html = rendering.fragment(page, scene)
    asked = {part.split('"')[0].split()[0] for part in html.split(pictures.PREFIX)[1:]}
    assert asked
    assert asked <= pictures.names()
    assert pictures.encoded("canal-360x240.webp")[8:12] == b"WEBP"


def test_the_sheet_of_tokens_shows_those_of_the_theme():
    sheet = tokens.sheet()
    for name in base().tokens:
        if name.startswith(("text-", "space-", "font-")):
            assert f".token-{name} {{" in sheet


def test_contrasts_are_those_the_theme_declares():
    rows = list(tokens.meetings())
    assert len(rows) == len(base().tokens.pairs)
    assert all(one.passes for row in rows for one in row)


def test_only_what_has_no_place_on_a_page_shows_its_source():
    heads = {s.template for s in SPECIMENS if s.setting is Setting.HEAD}
    assert heads == {"components/open_graph.html", "forum/parts/card.html"}
