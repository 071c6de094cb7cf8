"""HTML and the blocks of a page as the neutral tree of papers."""

from types import SimpleNamespace

import pytest

from cms.meetings.papers.blocks import BLOCKS_OF_A_PAGE, from_body
from cms.meetings.papers.tree import (
    Bullets,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    from_html,
)
from cms.pages.blocks import BodyBlock

BASE = "https://lba.conseils.example/seances/2026/x/"


def words(*texts: str) -> tuple[Run, ...]:
    return tuple(Run(text) for text in texts)


def test_styles_nest_and_neighbours_join():
    html = "<p>Un <b>vote <i>serré</i></b> et <strong>clair</strong><b>net</b>.</p>"
    runs = from_html(html)[0].runs
    assert runs == (
        Run("Un "),
        Run("vote ", bold=True),
        Run("serré", bold=True, italic=True),
        Run(" et "),
        Run("clairnet", bold=True),
        Run("."),
    )


def test_spaces_are_those_that_a_browser_shows():
    (paragraph,) = from_html("<p>  Un \n <b> deux</b>\t<i> </i> trois&nbsp;!  </p>")
    assert "".join(run.text for run in paragraph.runs) == "Un deux trois\u00a0!"


def test_a_line_break_stays_unless_it_ends_the_paragraph():
    (paragraph,) = from_html("<p>Un<br>deux<br></p>")
    assert paragraph.runs == words("Un", "\n", "deux")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/decisions/", "https://lba.conseils.example/decisions/"),
        ("https://mairie10.paris.fr/", "https://mairie10.paris.fr/"),
        ("#d1", f"{BASE}#d1"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_links_are_absolute_or_none(href, address):
    (paragraph,) = from_html(f'<p><a href="{href}">ici</a></p>', BASE)
    assert paragraph.runs == (Run("ici", href=address),)


def test_headings_and_lists_keep_their_levels():
    nodes = from_html(
        "<h2>A</h2><h3>B</h3><ol><li>un<ul><li>deux</li></ul></li><li>trois</li></ol>"
    )
    inner = Bullets(((Paragraph(words("deux")),),))
    first = (Paragraph(words("un")), inner)
    assert nodes == (
        Heading(1, words("A")),
        Heading(2, words("B")),
        Bullets((first, (Paragraph(words("trois")),)), ordered=True),
    )


def test_a_table_is_rectangular_whatever_its_spans():
    html = """<table><caption>Suivi</caption><tr><th>A</th><th>B</th><th>C</th></tr>
    <tr><td rowspan="2">1</td><td colspan="2">2</td></tr><tr><td>3</td><td>4</td></tr>
    <tr><td>5</td></tr></table>"""
    (table,) = from_html(html)
    assert table.caption == "Suivi"
    assert table.header == (words("A"), words("B"), words("C"))
    assert table.rows == (
        (words("1"), words("2"), ()),
        ((), words("3"), words("4")),
        (words("5"), (), ()),
    )
    assert not table.first_column_leads


def test_a_table_led_by_its_first_column():
    (table,) = from_html("<table><tr><th>Lilas</th><td>3</td></tr></table>")
    assert table.header == ()
    assert table.first_column_leads


def test_a_quotation_holds_its_paragraphs():
    (quote,) = from_html("<blockquote><p>Un</p><p>Deux</p></blockquote>")
    assert quote == Quote((Paragraph(words("Un")), Paragraph(words("Deux"))))


def test_what_is_no_text_is_left_out_and_what_is_unknown_is_read_through():
    html = (
        "<!-- note --><script>x()</script><style>p{}</style><div><article>Un</article> deux</div>"
    )
    assert from_html(html) == (Paragraph(words("Un deux")),)


def test_empty_elements_leave_nothing():
    assert (
        from_html("<p> </p><ul><li></li></ul><h2></h2><table></table><blockquote></blockquote>")
        == ()
    )


def body(*blocks):
    """A page's body from (type, raw value)."""
    raw = [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)]
    return BodyBlock().to_python(raw)


def nodes_of(*blocks, picture_of=lambda image: b""):
    return from_body(body(*blocks), BASE, picture_of)


def test_blocks_of_words():
    assert nodes_of(
        ("heading", {"text": "Accueil", "level": "h2"}),
        ("text", '<p>Un <a href="/x/">lien</a>.</p>'),
        ("quote", {"text": "Un mur\nà nous.", "author": "Une habitante"}),
        ("callout", {"kind": "warning", "title": "Travaux", "text": "<p>Détour.</p>"}),
    ) == (
        Heading(1, words("Accueil")),
        Paragraph((Run("Un "), Run("lien", href="https://lba.conseils.example/x/"), Run("."))),
        Quote((Paragraph(words("Un mur", "\n", "à nous.")),), "Une habitante"),
        Note("Attention", (Paragraph((Run("Travaux", bold=True),)), Paragraph(words("Détour.")))),
    )


def test_a_table_block():
    value = {
        "data": [["Rue", "Relevés"], ["Lancry", None]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "Relevés",
    }
    table = Table(((words("Lancry"), ()),), (words("Rue"), words("Relevés")), "Relevés", True)
    assert nodes_of(("table", value)) == (table,)


def test_steps_figures_and_folds_become_lists_and_paragraphs():
    figures, source, steps, title, text = nodes_of(
        ("figures", {"items": [{"number": "61", "label": "présents"}], "source": "Émargement"}),
        ("steps", {"items": [{"title": "Proposez", "text": "<p>Vite.</p>"}]}),
        ("accordion", {"items": [{"title": "Qui ?", "text": "<p>Toutes et tous.</p>"}]}),
    )
    assert figures == Bullets(((Paragraph((Run("61 ", bold=True), Run("présents"))),),))
    assert source.runs[0].text == "Source\u00a0: Émargement"
    assert steps.ordered
    assert (title, text) == (
        Paragraph((Run("Qui ?", bold=True),)),
        Paragraph(words("Toutes et tous.")),
    )


def test_every_block_is_printed_or_left_out_on_purpose():
    assert set(BodyBlock().child_blocks) - set(BLOCKS_OF_A_PAGE) == {"cards"}


def test_pictures_are_asked_for_in_their_order_and_left_out_when_lost():
    told = {"image": "bench", "alt": "Un banc", "decorative": False, "caption": "Rue Lancry"}
    decorative = {"image": "line", "alt": "", "decorative": True, "caption": ""}
    lost = {"image": "lost", "alt": "Rien", "decorative": False, "caption": ""}
    blocks = [
        SimpleNamespace(block_type="image", value=told),
        SimpleNamespace(block_type="gallery", value={"items": [decorative, lost]}),
    ]
    files = {"bench": b"1", "line": b"2", "lost": b""}
    found = from_body(blocks, BASE, files.__getitem__)
    assert found == (Picture(b"1", "Un banc", "Rue Lancry"), Picture(b"2"))
