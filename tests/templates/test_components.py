"""What components promise to the pages that use them."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from html5lib import parse

NS = "{http://www.w3.org/1999/xhtml}"
SOURCES = {
    "avif": "/media/a.avif 240w",
    "webp": "/media/a.webp 240w",
    "src": "/media/a.webp",
    "width": 240,
    "height": 160,
    "sizes": "40vw",
}


def show(component: str, **context):
    """The component as a tree of elements."""
    return parse(render_to_string(f"components/{component}.html", context))


def all_of(tree, tag: str) -> list:
    return tree.findall(f".//{NS}{tag}")


def words(tree) -> str:
    return " ".join("".join(tree.itertext()).split())


def publication(**fields):
    usual = {
        "title": "Carnaval : on cherche des bénévoles",
        "summary": "Deux créneaux au choix.",
        "url": "http://lba.quartiers.localhost/actualites/carnaval/",
        "sort_at": datetime(2026, 11, 22, 12, tzinfo=UTC),
        "kind_label": "Actualité",
        "home_name": "Louis Blanc – Aqueduc",
        "facts": {},
        "picture": None,
    }
    return SimpleNamespace(**(usual | fields))


def test_a_row_links_once_and_says_when_for_machines():
    tree = show("teaser", item=publication())
    assert [a.get("href") for a in all_of(tree, "a")] == [publication().url]
    assert all_of(tree, "time")[0].get("datetime") == "2026-11-22"
    assert "22 novembre 2026" in words(tree)


def test_a_row_without_picture_or_summary_has_no_empty_elements():
    tree = show("teaser", item=publication(summary=""), show_picture=True)
    assert not all_of(tree, "img")
    assert all("".join(p.itertext()).strip() for p in all_of(tree, "p"))


def test_a_row_escapes_what_people_write():
    html = render_to_string("components/teaser.html", {"item": publication(title="<b>x</b>")})
    assert "<b>x</b>" not in html


def test_a_row_says_format_and_size_of_a_file():
    facts = {"type": "minutes", "extension": "pdf", "size": 240_000}
    text = words(show("teaser", item=publication(facts=facts), show_kind=True))
    assert "Compte rendu" in text
    assert "PDF" in text


def test_an_empty_list_says_so():
    text = words(show("list", items=[], empty="Aucune actualité pour l’instant."))
    assert text == "Aucune actualité pour l’instant."


def test_a_picture_has_its_size_and_waits_below_the_fold():
    image = all_of(show("picture", sources=SOURCES, alt="Un mur peint"), "img")[0]
    assert (image.get("width"), image.get("height")) == ("240", "160")
    assert image.get("loading") == "lazy"
    assert image.get("alt") == "Un mur peint"


def test_a_decorative_picture_has_an_empty_alternative():
    image = all_of(show("picture", sources=SOURCES, eager=True), "img")[0]
    assert image.get("alt") == ""
    assert image.get("loading") is None


def test_a_missing_picture_leaves_nothing():
    assert words(show("picture", sources=None)) == ""


def page_of(number: int, last: int):
    return Paginator(range(last), 1).page(number)


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 2, "1 2 Suivante"),
        (1, 9, "1 2 … 9 Suivante"),
        (2, 9, "Précédente 1 2 3 … 9 Suivante"),
        (5, 9, "Précédente 1 … 4 5 6 … 9 Suivante"),
        (8, 9, "Précédente 1 … 7 8 9 Suivante"),
        (9, 9, "Précédente 1 … 8 9"),
    ],
)
def test_pagination_elides(number, last, shown):
    tree = show("pagination", results=page_of(number, last), query="")
    assert words(tree) == shown
    current = [a for a in all_of(tree, "a") if a.get("aria-current")]
    assert [a.text for a in current] == [str(number)]


def test_pagination_keeps_the_filters():
    tree = show("pagination", results=page_of(1, 3), query="conseil=lba&type=news")
    assert all_of(tree, "a")[-1].get("href") == "?conseil=lba&type=news&page=2"


def test_one_page_needs_no_pagination():
    assert words(show("pagination", results=page_of(1, 1), query="")) == ""


class Letter(forms.Form):
    email = forms.EmailField(label="Votre adresse", help_text="Pour vous répondre.")
    topics = forms.MultipleChoiceField(
        choices=[("a", "Vélo")], widget=forms.CheckboxSelectMultiple, required=False
    )


def test_a_wrong_field_is_tied_to_its_error_and_keeps_what_was_typed():
    form = Letter({"email": "lilas@"})
    form.is_valid()
    tree = show("field", field=form["email"])
    control = all_of(tree, "input")[0]
    described = control.get("aria-describedby").split()
    ids = {element.get("id") for element in tree.iter()}
    assert set(described) <= ids
    assert "id_email_error" in described
    assert control.get("aria-invalid") == "true"
    assert control.get("value") == "lilas@"
    assert all_of(tree, "label")[0].get("for") == control.get("id")


def test_choices_are_a_group_with_a_legend():
    tree = show("field", field=Letter()["topics"])
    assert words(all_of(tree, "legend")[0]) == "Topics (facultatif)"
    assert all_of(tree, "input")[0].get("type") == "checkbox"


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_fields():
    form = Letter({"email": ""})
    form.is_valid()
    tree = show("error_summary", form=form)
    box = all_of(tree, "div")[0]
    assert box.get("tabindex") == "-1"
    assert box.get("autofocus") is not None
    assert [a.get("href") for a in all_of(tree, "a")] == ["#id_email"]


def test_no_error_no_summary():
    assert words(show("error_summary", form=Letter())) == ""


CHROME = SimpleNamespace(contact_url="/contact/", notices_url="/convocations/", outline=None)


def test_without_a_meeting_the_home_says_so_and_offers_to_write():
    tree = show("next_meeting", meeting=None, chrome=CHROME)
    assert words(all_of(tree, "h2")[0]) == "Pas de séance annoncée pour l’instant"
    assert [a.get("href") for a in all_of(tree, "a")] == ["/contact/", "/convocations/"]


def test_a_meeting_shows_day_hour_place_and_agenda():
    meeting = publication(
        title="Séance plénière",
        starts_at=datetime(2026, 12, 3, 19, tzinfo=UTC),
        place_name="École de la rue de l’Aqueduc",
    )
    tree = show("next_meeting", meeting=meeting, chrome=CHROME)
    text = words(tree)
    assert "jeudi 3 décembre 2026" in text
    assert "École de la rue de l’Aqueduc" in text
    assert {a.get("href") for a in all_of(tree, "a")} == {meeting.url, "/convocations/"}


@pytest.mark.parametrize(
    ("facts", "titles"),
    [({"agenda": ["Accueil", "Vote"]}, ["Accueil", "Vote"]), ({"state": "moved"}, [])],
)
def test_a_meeting_lists_its_agenda_and_nothing_else_that_is_known_of_it(facts, titles):
    meeting = publication(starts_at=datetime(2026, 12, 3, 19, tzinfo=UTC), facts=facts)
    tree = show("next_meeting", meeting=meeting, chrome=CHROME)
    assert [words(one) for one in all_of(tree, "li")] == titles


def neighbours():
    outline = SimpleNamespace(emblem="M0 0L10 0Z", piece="M0 0L10 0Z", label=(430.2, 746.4))
    return [SimpleNamespace(name="Château d’Eau – Lancry", url="http://cel.test", outline=outline)]


def test_the_map_draws_in_numbers_svg_understands():
    """A French number would be written 430,2 and break the drawing."""
    html = render_to_string("components/outline_map.html", {"councils": neighbours()})
    assert 'x="430.2"' in html


def test_the_map_says_in_words_what_it_draws():
    tree = show("outline_map", councils=neighbours())
    drawn = all_of(tree, "ol")[0]
    assert [a.get("href") for a in all_of(drawn, "a")] == ["http://cel.test/"]


def test_a_council_without_outline_is_in_the_list_all_the_same():
    council = SimpleNamespace(name="Nouveau conseil", url="http://new.test", outline=None)
    assert "Nouveau conseil" in words(show("outline_map", councils=[council]))


def test_a_member_without_photo_has_an_initial_and_keeps_the_direction_of_the_name():
    member = SimpleNamespace(display_name="ليلى", role="", college="", since=None, photo=None)
    tree = show("person", member=member)
    assert words(all_of(tree, "bdi")[0]) == "ليلى"
    assert not all_of(tree, "img")
