"""Colours: what WCAG compares, the nearest that passes, and what a council may do to a theme."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sites.themes import checking, colours
from sites.themes.stack import Stack, base
from sites.themes.tokens import DARK, LIGHT

SHADES = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
THEMES = ("socle", *checking.bundled_slugs())


@pytest.fixture(scope="module")
def stacks() -> dict[str, Stack]:
    bundled = {slug: checking.bundled_stack(slug, ()) for slug in checking.bundled_slugs()}
    return {"socle": base(), **bundled}


@given(shade=SHADES)
def test_a_colour_goes_through_oklch_and_back(shade):
    there = colours.from_oklch(colours.to_oklch(shade))
    pairs = zip((shade, there), (there, shade), strict=True)
    assert all(colours.contrast(one, other) < 1.05 for one, other in pairs)


@given(shade=SHADES, back=SHADES, least=st.sampled_from([1.8, 3, 4.5]))
def test_the_nearest_colour_passes(shade, back, least):
    found = colours.nearest(shade, [(back, least)])
    assert found, "black or white always does"
    assert colours.contrast(found, back) >= least


@given(shade=SHADES)
def test_what_passes_is_its_own_nearest_within_a_step(shade):
    found = colours.nearest(shade, [])
    assert abs(colours.to_oklch(found)[0] - colours.to_oklch(shade)[0]) <= 1 / colours.STEPS


def test_nothing_passes_between_two_that_leave_no_room():
    assert colours.nearest("#808080", [("#000000", 12), ("#ffffff", 12)]) == ""


@pytest.mark.parametrize("theme", THEMES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_choice_of_a_council_makes_a_theme_unreadable(stacks, theme, data):
    """All colours at once, each light value adapted as a new release would."""
    worn = stacks[theme]
    offered = [name for name in worn.settings if worn.own_tokens[name].kind == "color"]
    assert offered
    chosen = {name: data.draw(SHADES, name) for name in offered}
    assert Stack(worn.layers, chosen).tokens.shortfalls() == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_meets_its_own_pairs_in_both_schemes(stacks, theme):
    tokens = stacks[theme].own_tokens
    assert tokens.shortfalls() == []
    assert {pair.front for pair in tokens.pairs} <= set(tokens)
    assert tokens.resolved("color-text", LIGHT) != tokens.resolved("color-text", DARK)
