"""Whatever people type, a paper is made, on its page, and says it."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.meetings.papers import Item, Minutes, Place, render
from cms.meetings.papers.tree import from_html

from . import reading, samples

FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(max_size=140)
WORDS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=25)


@FEW
@given(title=TEXT, kind=TEXT, place=TEXT, item=TEXT)
def test_a_poster_of_anything_is_one_page_with_nothing_cut_off(title, kind, place, item):
    meeting = replace(samples.MEETING, title=title or "x", kind=kind, place=Place(place, item))
    data = render(
        replace(samples.POSTER, meeting=meeting, items=(Item("1", item),)), samples.brand()
    )
    assert reading.page_count(data) == 1
    assert reading.outside(data, 27) == []


@FEW
@given(title=WORDS, item=WORDS)
def test_signs_of_markup_are_printed(title, item):
    sheet = replace(samples.titled(samples.AGENDA, title), items=(Item("1", item),))
    said = reading.text(render(sheet, samples.brand())).replace("’", "'")
    assert title.replace("’", "'") in said
    assert item.replace("’", "'") in said


@FEW
@given(html=st.lists(st.sampled_from(
    ["<p>", "</p>", "<ul>", "<li>", "</ul>", "<h2>", "</h2>", "<table>", "<tr>", "<td>", "<th>",
     "</table>", "<b>", "</b>", "<blockquote>", "</blockquote>", "<br>", "texte", " ", "&amp;",
     '<a href="/x">', "</a>", '<td colspan="3">', "<h5>", "<sup>"]), max_size=40).map("".join)
)  # fmt: skip
def test_any_body_can_be_printed(html):
    data = render(Minutes(samples.MEETING, from_html(html, samples.ADDRESS)), samples.brand())
    assert "/H1" in reading.tags(reading.opened(data))
