"""What the base theme costs a reader, and that its files are whole."""

import gzip
import re
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings
from fontTools.ttLib import TTFont

from sites.themes.stack import base

STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
FRENCH = "àâäæçéèêëîïôöœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ«»’‘“”–—…€§°²©·\u00a0"


def compressed(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_fonts_are_two_and_weigh_at_most_30_kb():
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) <= 30_000


@pytest.mark.parametrize("name", ["hanken-grotesk", "barlow-condensed"])
def test_font_writes_french_and_has_its_licence(name):
    known = TTFont(STATIC / f"fonts/{name}.woff2").getBestCmap()
    assert [char for char in FRENCH if ord(char) not in known] == []
    assert "Open Font License" in (STATIC / f"fonts/{name}.OFL.txt").read_text()


def test_styles_scripts_and_fonts_leave_room_for_the_page():
    styles = len(gzip.compress(b"".join(sheet.read_bytes() for sheet in SHEETS)))  # one file
    scripts = compressed(STATIC / "js" / "socle.js")  # the one of every page
    fonts = sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))
    assert scripts <= 1_500
    assert styles + scripts + fonts <= 50_000  # of 60 kB, the page itself included


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheet_parses_and_stays_within_500_lines(sheet):
    text = sheet.read_text()
    rules = tinycss2.parse_stylesheet(text, True, True)
    assert [rule.message for rule in rules if rule.type == "error"] == []
    assert text.count("{") == text.count("}")
    assert len(text.splitlines()) <= 500


def test_every_custom_property_used_is_declared():
    text = "".join(sheet.read_text() for sheet in SHEETS)
    declared = set(re.findall(r"(--[\w-]+)\s*:", text)) | {f"--{n}" for n in base().own_tokens}
    assert set(re.findall(r"var\((--[\w-]+)\s*\)", text)) - declared == set()


def test_no_raw_colour_outside_the_tokens():
    """Shadows and glints (rgb with alpha) aside, components use semantic tokens only."""
    for sheet in SHEETS:
        if sheet.name != "faces.css":
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b|--palette-", sheet.read_text()) == []


def test_every_address_in_a_sheet_is_a_file_of_ours():
    for sheet in SHEETS:
        for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text()):
            assert (sheet.parent / address).resolve().is_file(), f"{sheet.name}: {address}"


def test_layers_are_declared_in_their_order():
    first = "@layer tokens, base, layout, components, pages, theme;"
    assert first in (STATIC / "css/faces.css").read_text()
