"""The colours of tokens.css, read as a browser would, have the contrast their use asks for."""

from pathlib import Path

import pytest
import tinycss2
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static/css"


def declared(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties of the light scheme, and those of the dark one on top of them."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    _collect(tinycss2.parse_stylesheet(text, True, True), light, light, dark)
    return light, light | dark


def _collect(rules, target, light, dark) -> None:
    for rule in rules:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            target.update(_properties(rule.content))
        elif rule.type == "at-rule" and rule.content is not None:
            condition = tinycss2.serialize(rule.prelude)
            inner = tinycss2.parse_rule_list(rule.content, True, True)
            if rule.lower_at_keyword == "layer":
                _collect(inner, target, light, dark)
            elif rule.lower_at_keyword == "media" and "dark" in condition:
                _collect(inner, dark, light, dark)


def _properties(content) -> dict[str, str]:
    found = tinycss2.parse_declaration_list(content, True, True)
    return {
        d.name: tinycss2.serialize(d.value).strip()
        for d in found
        if d.type == "declaration" and d.name.startswith("--")
    }


def colour(tokens: dict[str, str], name: str) -> str:
    """The hexadecimal value behind ``name``, through any var()."""
    value = tokens[name]
    while value.startswith("var("):
        value = tokens[value.removeprefix("var(").removesuffix(")").strip()]
    return value


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2 (1 to 21) between two colours ``#rrggbb``."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    channels = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
SURFACES = ("--color-surface", "--color-surface-sunken")
STATES = ("info", "success", "warning", "alert")
PAIRS = [
    *[("--color-text", surface, TEXT) for surface in SURFACES],
    *[("--color-text-soft", surface, TEXT) for surface in SURFACES],
    *[("--color-action", surface, TEXT) for surface in SURFACES],
    *[("--color-action-strong", surface, TEXT) for surface in SURFACES],
    *[("--color-border", surface, SHAPE) for surface in SURFACES],
    *[("--color-focus", surface, SHAPE) for surface in SURFACES],
    *[(f"--color-{state}", f"--color-{state}-surface", TEXT) for state in STATES],
    *[("--color-text", f"--color-{state}-surface", TEXT) for state in STATES],
    *[("--color-action", f"--color-{state}-surface", TEXT) for state in STATES],
    *[("--color-focus", f"--color-{state}-surface", SHAPE) for state in STATES],
    ("--color-accent", "--color-surface", SHAPE),
    ("--color-alert", "--color-surface", TEXT),
    ("--color-text", "--color-wall", TEXT),
    ("--color-text", "--color-wall-joint", TEXT),
    ("--color-action", "--color-wall", TEXT),
    ("--color-focus", "--color-wall-joint", SHAPE),
    ("--color-on-action", "--color-action", TEXT),
    ("--color-on-action", "--color-action-strong", TEXT),
    ("--color-on-plate", "--color-plate", TEXT),
    ("--color-on-plate", "--color-plate-frame", SHAPE),
    ("--color-plate", "--color-on-plate", TEXT),
    ("--color-plate-line", "--color-plate", SHAPE),
    ("--color-plate", "--color-surface", 1.8),
    ("--color-on-foot", "--color-foot", TEXT),
    ("--color-on-foot-soft", "--color-foot", TEXT),
]


@pytest.fixture(scope="module")
def schemes() -> dict[str, dict[str, str]]:
    light, dark = declared((CSS / "tokens.css").read_text())
    return {"light": light, "dark": dark}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_declared_pair_has_its_contrast(schemes, scheme, front, back, least):
    tokens = schemes[scheme]
    ratio = contrast(colour(tokens, front), colour(tokens, back))
    assert ratio >= least, f"{front} on {back}: {ratio:.2f}, at least {least} in {scheme}"


def test_every_colour_token_is_in_a_pair_or_only_decorates(schemes):
    decorative = {"--color-rule"}
    named = {name for pair in PAIRS for name in pair[:2]}
    colours = {name for name in schemes["light"] if name.startswith("--color-")}
    assert colours - decorative == named


def test_dark_is_a_scheme_of_its_own(schemes):
    assert colour(schemes["dark"], "--color-text") != colour(schemes["light"], "--color-text")


def test_contrast_is_computed_as_wcag_does():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    tokens, _ = declared(":root{--a:#777777;--b:var(--a)}")
    assert colour(tokens, "--b") == "#777777"
