"""The colours of the base theme have the contrast their use asks for."""

import pytest

from sites.themes.colours import contrast
from sites.themes.stack import base
from sites.themes.tokens import DARK, LIGHT

TOKENS = base().own_tokens
DECORATIVE = {"color-rule"}


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("pair", TOKENS.pairs, ids=lambda p: f"{p.front}-{p.back}")
def test_declared_pair_has_its_contrast(pair, scheme):
    front, back = TOKENS.resolved(pair.front, scheme), TOKENS.resolved(pair.back, scheme)
    assert contrast(front, back) >= pair.least


def test_every_colour_token_is_in_a_pair_or_only_decorates():
    named = {name for pair in TOKENS.pairs for name in (pair.front, pair.back)}
    assert {name for name in TOKENS if name.startswith("color-")} - DECORATIVE == named


def test_text_is_held_to_wcag_and_shapes_to_theirs():
    assert {pair.least for pair in TOKENS.pairs if pair.front == "color-text"} == {4.5}
    assert {pair.least for pair in TOKENS.pairs if pair.front == "color-border"} == {3}


def test_dark_is_a_scheme_of_its_own():
    assert TOKENS.resolved("color-text", DARK) != TOKENS.resolved("color-text")


def test_contrast_is_computed_as_wcag_does():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
