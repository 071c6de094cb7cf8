"""Each block of a body, rendered from the value it shows as its preview."""

import pytest
from html5lib import parse

from cms.pages.blocks import BodyBlock

NS = "{http://www.w3.org/1999/xhtml}"
BLOCKS = BodyBlock().child_blocks
NEED_ROWS = {"image", "gallery", "documents", "place", "cards"}  # previewed from the database


def rendered(name: str, value=None) -> str:
    block = BLOCKS[name]
    value = block.normalize(block.meta.preview_value if value is None else value)
    return block.render(value)


def tree_of(name: str, value=None):
    return parse(rendered(name, value))


@pytest.mark.parametrize("name", sorted(set(BLOCKS) - NEED_ROWS))
def test_block_shows_its_preview(name):
    tree = tree_of(name)
    assert "".join(tree.itertext()).strip()


def test_a_table_has_caption_scopes_and_can_be_scrolled_by_keyboard():
    tree = tree_of("table")
    region = tree.find(f".//{NS}div")
    assert region.get("tabindex") == "0"
    assert region.get("aria-label") == tree.find(f".//{NS}caption").text
    scopes = [cell.get("scope") for cell in tree.iter(f"{NS}th")]
    assert scopes == ["col", "col", "col", "row", "row"]


def test_an_empty_corner_is_no_header():
    value = dict(BLOCKS["table"].meta.preview_value) | {"data": [["", "Relevés"], ["Rue", "3"]]}
    tree = tree_of("table", value)
    assert [cell.text for cell in tree.iter(f"{NS}th")] == ["Relevés", "Rue"]


def test_a_film_asks_nothing_of_its_host_before_the_click():
    html = rendered("video")
    assert "<iframe" not in html
    assert " src=" not in html
    link = tree_of("video").find(f".//{NS}a")
    assert link.get("href").startswith("https://www.youtube.com/")
    assert link.get("data-player").startswith("https://www.youtube-nocookie.com/")


def test_a_film_of_an_unknown_host_leaves_nothing():
    value = dict(BLOCKS["video"].meta.preview_value) | {"url": "https://exemple.fr/film"}
    assert not rendered("video", value).strip()


def test_a_heading_can_be_linked_to():
    heading = tree_of("heading").find(f".//{NS}h2")
    assert heading.get("id") == "ce-que-nous-avons-constate"


def test_a_callout_says_its_nature_in_words():
    for kind, words in (("info", "À savoir"), ("warning", "Attention"), ("success", "C’est fait")):
        value = {"kind": kind, "title": "", "text": "<p>Voilà.</p>"}
        assert words in rendered("callout", value)
