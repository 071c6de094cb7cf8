"""Names as the plaque and lists set them."""

import pytest
from django.template import Context, Template

from cms.pages.templatetags.typography import bound, plate_district, plate_name


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
