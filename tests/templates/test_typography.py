"""Names as the plaque and lists set them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from cms.pages.templatetags.typography import bound, file_size, plate_district, plate_name


def test_the_dash_stays_with_the_first_half():
    assert bound("Louis Blanc – Aqueduc") == "Louis Blanc\u00a0– Aqueduc"
    assert bound("Louis Blanc") == "Louis Blanc"


def test_a_plate_breaks_between_the_halves_only():
    made = plate_name("Saint-Vincent-de-Paul – Lariboisière")
    assert made == "<span>Saint-Vincent-de-Paul\u00a0–</span> <span>Lariboisière</span>"


def test_ordinals_are_raised():
    assert "10<sup>e</sup>" in plate_name("Les conseils de quartier du 10e")


@pytest.mark.parametrize(
    ("district", "shown"),
    [
        ("10e", "10<sup>e</sup> Arr<sup>t</sup>"),
        ("1er", "1<sup>er</sup> Arr<sup>t</sup>"),
        ("Montreuil", "Montreuil"),
    ],
)
def test_only_a_numbered_district_is_abbreviated(district, shown):
    assert plate_district(district) == shown


def test_markup_in_a_name_is_shown_not_run():
    page = Template("{% load typography %}{{ a|plate_name }}{{ a|plate_district }}")
    assert "<script>" not in page.render(Context({"a": "<script>x</script> du 10e"}))


def test_french_spaces_do_not_escape_twice():
    page = Template('{% include "components/page_head.html" with title=a %}')
    shown = page.render(Context({"a": "L'été & moi : on sort ?"}))
    assert "L’été &amp; moi\u00a0: on sort\u00a0?" in shown


@pytest.mark.parametrize(
    ("when", "language", "shown"),
    [
        (date(2026, 11, 1), "fr", "1<sup>er</sup> novembre 2026"),
        (date(2026, 11, 2), "fr", "2 novembre 2026"),
        (date(2026, 11, 21), "fr", "21 novembre 2026"),
        (date(2026, 11, 1), "en", "1 November 2026"),
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), "fr", "1<sup>er</sup> novembre 2026"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french_only(when, language, shown):
    page = Template("{% load typography %}{{ when|long_date }}")
    with translation.override(language):
        assert page.render(Context({"when": when})) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (None, ""),
        (
            datetime(2026, 11, 1, 8, 5, tzinfo=UTC),
            '<time datetime="2026-11-01T09:05+0100">1<sup>er</sup> novembre 2026,'
            "\u00a09\u00a0h\u00a005</time>",
        ),
        (  # another day in Paris than in UTC
            datetime(2026, 7, 14, 22, 0, tzinfo=UTC),
            '<time datetime="2026-07-15T00:00+0200">15 juillet 2026,\u00a00\u00a0h\u00a000</time>',
        ),
    ],
)
def test_a_moment_is_told_in_paris_time_to_people_and_machines(when, shown):
    page = Template("{% load typography %}{{ when|moment }}")
    assert page.render(Context({"when": when})) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 octet"),
        (909, "909 octets"),
        (1200, "1,2\u00a0ko"),
        (9_940, "9,9\u00a0ko"),
        (84_000, "84\u00a0ko"),
        (999_499, "999\u00a0ko"),
        (999_500, "1,0\u00a0Mo"),
        (20_000_000, "20\u00a0Mo"),
    ],
)
def test_sizes_are_in_the_units_people_know(size, shown):
    assert file_size(size) == shown


def test_only_safe_markup_stays_markup():
    page = Template("{% load typography %}{{ text|typeset }}")
    assert page.render(Context({"text": "<b>19 h</b>"})) == "&lt;b&gt;19\u00a0h&lt;/b&gt;"
    assert page.render(Context({"text": mark_safe("<b>19 h</b>")})) == "<b>19\u00a0h</b>"
