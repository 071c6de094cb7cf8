"""Fonts for print: read, found by their names, never replaced in silence."""

from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from cms.meetings.papers import PaperFailed, faces, render
from cms.meetings.papers.brand import brand_of
from sites.themes.stack import LIBRARY, Layer, Stack, base
from tests.sites.themes.building import theme_files

from . import reading, samples

SHIPPED = [*LIBRARY.glob("*/static/fonts/*.ttf"), *faces.LENT.glob("*.ttf")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_font_is_read_as_a_library_reads_it(path):
    found, expected = faces.read(path.read_bytes()), TTFont(path)
    assert found.family == expected["name"].getDebugName(1)
    assert found.characters == set(expected.getBestCmap())
    assert path.stat().st_size <= 100_000


@pytest.mark.parametrize("data", [b"", b"wOF2" + bytes(40), b"\0\1\0\0\0\1" + bytes(40)])
def test_what_is_no_font_is_one_failure(data):
    with pytest.raises(PaperFailed, match="font"):
        faces.read(data)


def test_every_bundled_theme_brings_its_fonts_for_print():
    for slug in samples.THEMES:
        tokens = samples.stack(slug).tokens
        told = [tokens.resolved(name).split(",")[0] for name in ("font-body", "font-display")]
        found = samples.brand(slug)
        assert [found.text_font, found.display_font] == told


def test_a_theme_without_fonts_for_print_is_set_in_those_of_the_base_theme():
    files = theme_files(parent="socle", tokens={"font-body": {"value": "Inconnue, sans-serif"}})
    from sites.themes import manifest

    told, _findings = manifest.read(files)
    stack = Stack((Layer(files, told), base().top))
    assert stack.tokens.resolved("font-body").startswith("Inconnue")
    found = brand_of(samples.frame(), stack)
    assert (found.text_font, found.display_font) == ("Hanken Grotesk", "Barlow Condensed")


def test_a_font_that_is_not_there_is_a_failure_with_its_name():
    brand = replace(samples.brand(), display_font="Helvetica Neue")
    with pytest.raises(PaperFailed, match="Helvetica Neue"):
        render(samples.AGENDA, brand)


def test_a_warning_of_the_compositor_is_a_failure(monkeypatch):
    monkeypatch.setattr(
        "cms.meetings.papers.press._layout",
        lambda name: b'#set document(title: "x")\n#text(font: "X")[x]',
    )
    with pytest.raises(PaperFailed, match="unknown font family: x"):
        render(samples.AGENDA, samples.brand())


def test_names_in_other_scripts_are_set_in_the_lent_fonts():
    names = ("مريم الخطيب", "Ελένη", "Іван", "Nguyễn", "Şule Çelik", "רות")
    data = render(replace(samples.SIGN_IN, names=names), samples.brand())
    used = set(reading.fonts(reading.opened(data)))
    lent = {"Arabic", "Greek", "Cyrillic", "LatinExtended", "Hebrew"}
    assert {f"NotoSans{script}" for script in lent} <= {name.split("-")[0] for name in used}
    assert "\ufffd" not in reading.text(data)


def test_fonts_are_written_once(tmp_path):
    files = {"a.ttf": b"1", "b.ttf": b"2"}
    folder = faces.kept(files, tmp_path)
    (folder / "a.ttf").write_bytes(b"mark")
    assert faces.kept(files, tmp_path) == folder
    assert (folder / "a.ttf").read_bytes() == b"mark"
    assert faces.kept({"a.ttf": b"1"}, tmp_path) != folder
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
