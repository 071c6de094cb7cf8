"""What becomes of a document's headings, lists, tables, links and pictures; what is said of the
rest.
"""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.meetings.importing.checking import NotReadable
from cms.meetings.importing.reading import MOST_PICTURES, Imported, read
from cms.pages.blocks import BodyBlock
from cms.pages.blocks.text import FEATURES

from .documents import (
    changed,
    describe,
    link,
    list_rules,
    minutes,
    numbered,
    paragraph,
    picture,
    raw,
    run,
    saved,
)


def read_of(write: Callable[[DocumentObject], object]) -> Imported:
    document = Document()
    write(document)
    return read(saved(document))


def read_xml(*elements: str) -> Imported:
    """Of a document of these elements of the body."""

    def write(document: DocumentObject) -> None:
        for element in elements:
            raw(document, element)

    return read_of(write)


def texts(imported: Imported) -> str:
    return "".join(block["value"] for block in imported.blocks if block["type"] == "text")


def headings(imported: Imported) -> list[tuple[str, str]]:
    values = [block["value"] for block in imported.blocks if block["type"] == "heading"]
    return [(value["level"], value["text"]) for value in values]


def values(imported: Imported, kind: str) -> list[dict]:
    return [block["value"] for block in imported.blocks if block["type"] == kind]


def said(imported: Imported) -> list[str]:
    return [str(note).replace("\u00a0", " ") for note in imported.notes]


@pytest.fixture(scope="module")
def five_pages() -> Imported:
    return read(minutes())


class TestFivePages:
    def test_the_title_is_proposed_and_not_repeated(self, five_pages):
        assert five_pages.title == "Compte rendu de la plénière du 12 mars 2026"
        assert five_pages.title not in str(five_pages.blocks)

    def test_headings_stand_on_the_levels_of_our_pages(self, five_pages):
        assert headings(five_pages) == [
            ("h2", "Ouverture"),
            ("h2", "Budget"),
            ("h2", "Vœux"),
            ("h3", "Le banc de la place"),
            ("h3", "Question 1 des habitants"),
            ("h3", "Question 2 des habitants"),
            ("h3", "Question 3 des habitants"),
            ("h2", "Prochaine séance"),
            ("h2", "Notes"),
        ]

    def test_words_keep_their_marks(self, five_pages):
        assert "à <b>19 h 10</b> par <i>l’équipe d’animation</i>.</p>" in texts(five_pages)

    def test_lists_keep_their_nesting(self, five_pages):
        assert (
            "<ul><li>Budget<ul><li>Fonctionnement</li><li>Travaux</li></ul></li><li>Vœux</li></ul>"
        ) in texts(five_pages)
        assert (
            "<ol><li>Écrire à la mairie<ol><li>avant avril</li></ol></li><li>Relancer</li></ol>"
        ) in texts(five_pages)

    def test_a_table_keeps_its_cells_and_has_a_header_and_a_title(self, five_pages):
        assert values(five_pages, "table") == [
            {
                "data": [
                    ["Ligne", "Voté", "Payé"],
                    ["Fresque", "800 €", "780 €"],
                    ["Fresque", "200 €", "0 €"],
                    ["Total", "", "780 €"],
                ],
                "table_caption": "Dépenses de l’année",
                "table_header_choice": "row",
                "first_row_is_table_header": True,
                "first_col_is_header": False,
            }
        ]

    def test_links_to_the_web_are_kept_and_others_become_words(self, five_pages):
        assert 'Voir <a href="https://www.paris.fr/">le site de la Ville</a>.' in texts(five_pages)
        assert "<p>Voir un fichier.</p>" in texts(five_pages)
        assert any(note.startswith("1 lien qui ne mène pas") for note in said(five_pages))

    def test_pictures_are_kept_with_what_was_written_about_them(self, five_pages):
        shown = values(five_pages, "image")
        assert [(one["image"], one["alt"], one["caption"]) for one in shown] == [
            ("1", "La salle pendant la séance", "La salle, rue Eugène-Varlin"),
            ("2", "", ""),
            ("3", "", ""),  # the name of a file describes nothing
        ]
        assert [one.place for one in five_pages.pictures] == ["Ouverture", "Budget", "Budget"]
        for one in five_pages.pictures:
            assert Image.open(BytesIO(one.content)).size == (40, 30)

    def test_tracked_changes_are_accepted_and_said(self, five_pages):
        assert "Le conseil demande deux bancs avec dossier." in texts(five_pages)
        assert "un banc" not in texts(five_pages)
        assert (
            "2 modifications suivies : le texte est repris comme si elles étaient acceptées "
            "(après « Le banc de la place »)."
        ) in said(five_pages)

    def test_a_footnote_stands_at_the_end(self, five_pages):
        assert "Il reste 3 306 €<sup>1</sup> cette année." in texts(five_pages)
        assert five_pages.blocks[-1]["value"] == "<ol><li>Selon le relevé du 3 mars.</li></ol>"
        assert any("sous « Notes » (après « Budget »)" in note for note in said(five_pages))

    def test_what_stands_above_each_page_is_quoted(self, five_pages):
        assert (
            "L’en-tête et le pied de page ne sont pas repris : "
            "« Conseil de quartier – document de travail »."
        ) in said(five_pages)

    def test_facts_are_proposed_with_their_sentences(self, five_pages):
        assert five_pages.day == date(2026, 3, 12)
        assert five_pages.attendance.count == 52
        (vote,) = five_pages.votes
        assert vote.text == "Le conseil demande deux bancs avec dossier."
        assert (vote.result, vote.votes_for, vote.votes_against, vote.abstentions) == (
            "adopted",
            44,
            3,
            2,
        )

    def test_our_editor_keeps_the_texts_as_they_are(self, five_pages):
        converter = ContentstateConverter(features=FEATURES)
        for text in values(five_pages, "text"):
            kept = converter.to_database_format(converter.from_database_format(text))
            assert plain(kept) == text

    def test_the_blocks_are_those_of_our_pages(self, five_pages):
        kept = [block for block in five_pages.blocks if block["type"] != "image"]
        body = BodyBlock().to_python(kept)
        assert BodyBlock().clean(body)
        assert "<h3" in str(body.render_as_block())


def plain(html: str) -> str:
    """Without the keys that the editor gives to its blocks."""
    return re.sub(r' data-block-key="\w+"', "", html)


class TestHeadings:
    def test_only_bold_lines_count_when_there_are_no_others(self):
        bold = "<w:b/>"
        imported = read_xml(
            paragraph(run("COMPTE RENDU DE LA RÉUNION", bold)),
            paragraph(run("Jeudi 12 mars 2026", bold)),
            paragraph(run("Présents : Awa, Bilal")),
            paragraph(run("Budget", bold)),
            paragraph(run("Il reste 40 €.")),
            paragraph(run("Le vote est reporté.", bold)),
            paragraph(run("Rapporteur : Awa", bold)),
            paragraph(run("Fin de la séance.")),
            paragraph(run("Merci", bold)),
        )
        assert imported.title == "COMPTE RENDU DE LA RÉUNION"
        assert headings(imported) == [("h2", "Jeudi 12 mars 2026"), ("h2", "Budget")]
        assert "<p><b>Le vote est reporté.</b></p><p><b>Rapporteur : Awa</b></p>" in texts(imported)
        assert texts(imported).endswith("<p><b>Merci</b></p>")

    def test_a_bold_line_is_no_heading_beside_real_ones(self):
        def write(document):
            document.add_heading("Budget", 1)
            document.add_paragraph().add_run("Important").bold = True
            document.add_paragraph("Il reste 40 €.")

        imported = read_of(write)
        assert headings(imported) == [("h2", "Budget")]
        assert "<p><b>Important</b></p>" in texts(imported)

    def test_numbered_bold_lines_keep_their_numbers(self):
        def write(document):
            rules = list_rules(document)
            for name in ("Budget", "Vœux"):
                inside = (
                    f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{rules}"/></w:numPr>'
                    f"</w:pPr>{run(name, '<w:b/>')}"
                )
                raw(document, paragraph(inside))
                document.add_paragraph("On en a parlé.")

        assert headings(read_of(write)) == [("h2", "1. Budget"), ("h2", "2. Vœux")]

    def test_headings_that_word_numbers_keep_their_numbers(self):
        def write(document):
            rules = list_rules(document, shape="%1.")
            style = document.styles["Heading 1"].element.get_or_add_pPr()
            style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{rules}"/></w:numPr>'))
            for text in ("Budget", "Vœux"):
                document.add_heading(text, 1)
                document.add_paragraph("Texte.")

        assert headings(read_of(write)) == [("h2", "1. Budget"), ("h2", "2. Vœux")]

    def test_levels_begin_at_ours_and_the_deepest_are_told(self):
        def write(document):
            for text, level in (("A", 2), ("B", 3), ("C", 4), ("D", 2)):
                document.add_heading(text, level)
                document.add_paragraph("Texte.")

        imported = read_of(write)
        assert headings(imported) == [("h2", "A"), ("h3", "B"), ("h3", "C"), ("h2", "D")]
        assert said(imported) == [
            "1 intertitre de rang 3 ou plus est devenu une sous-partie (après « C »)."
        ]

    def test_a_heading_alone_on_its_level_above_all_is_the_title(self):
        def write(document):
            document.add_heading("Compte rendu", 1)
            document.add_heading("Budget", 2)
            document.add_paragraph("Texte.")

        imported = read_of(write)
        assert imported.title == "Compte rendu"
        assert headings(imported) == [("h2", "Budget")]

    def test_a_style_made_from_a_heading_is_one(self):
        def write(document):
            style = document.styles.add_style("Titre du conseil", 1)
            style.base_style = document.styles["Heading 2"]
            document.add_paragraph("Budget", style=style)
            document.add_paragraph("Texte.")

        assert headings(read_of(write)) == [("h2", "Budget")]

    def test_a_level_of_the_outline_makes_one(self):
        outline = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        imported = read_xml(paragraph(outline + run("Budget")), paragraph(run("Texte.")))
        assert headings(imported) == [("h2", "Budget")]

    def test_one_too_long_for_us_loses_no_word(self):
        long = "Question posée par les habitants de la rue " * 4

        def write(document):
            document.add_heading(long, 1)
            document.add_paragraph("Réponse.")

        imported = read_of(write)
        assert f"<p><b>{long.strip()}</b></p>" in texts(imported)
        assert said(imported)[0].startswith("1 intertitre trop long")

    def test_the_table_of_contents_is_left_out_and_said(self):
        def write(document):
            document.styles.add_style("toc 1", 1)
            document.add_paragraph("Budget ........ 2", style="toc 1")
            document.add_heading("Budget", 1)
            document.add_paragraph("Texte.")

        imported = read_of(write)
        assert "....." not in str(imported.blocks)
        assert said(imported) == ["La table des matières n’est pas reprise."]


class TestLists:
    def test_a_list_that_goes_on_after_a_paragraph_keeps_its_numbers(self):
        def write(document):
            rules = list_rules(document, shape="%1)")
            numbered(document, [(0, "Un banc"), (0, "Un arbre"), (1, "un tilleul")], rules)
            document.add_paragraph("On passe au vote.")
            numbered(document, [(0, "Une fontaine")], rules)

        assert texts(read_of(write)) == (
            "<p>1) Un banc</p><p>2) Un arbre</p><ol><li>un tilleul</li></ol>"
            "<p>On passe au vote.</p><p>3) Une fontaine</p>"
        )

    def test_two_lists_that_each_begin_at_one_stay_lists(self):
        def write(document):
            for text in ("Un banc", "Un arbre"):
                numbered(document, [(0, text), (0, "Autre")], list_rules(document))
                document.add_paragraph("Texte.")

        assert texts(read_of(write)).count("<ol>") == 2

    def test_the_style_of_a_list_makes_one(self):
        def write(document):
            document.add_paragraph("Budget", style="List Bullet")
            document.add_paragraph("Vœux", style="List Bullet")

        assert texts(read_of(write)) == "<ul><li>Budget</li><li>Vœux</li></ul>"

    def test_a_level_that_was_skipped_is_no_empty_item(self):
        def write(document):
            numbered(document, [(2, "Profond"), (0, "Haut")], list_rules(document, "bullet", "•"))

        assert texts(read_of(write)) == "<ul><li>Profond</li><li>Haut</li></ul>"

    def test_letters_and_roman_numbers_are_typed_as_they_were(self):
        def write(document):
            for form in ("lowerLetter", "upperRoman"):
                rules = list_rules(document, form)
                for text in ("a", "b", "c", "d"):
                    numbered(document, [(0, text)], rules)
                    document.add_paragraph("Texte.")

        found = texts(read_of(write))
        for label in ("<p>a. a</p>", "<p>d. d</p>", "<p>I. a</p>", "<p>IV. d</p>"):
            assert label in found


class TestTables:
    def test_two_rows_of_headers_become_one(self):
        header = "<w:trPr><w:tblHeader/></w:trPr>"
        rows = (
            f"<w:tr>{header}{cell('Rue')}{cell('Votes', 2)}</w:tr>",
            f"<w:tr>{header}{cell('')}{cell('Pour')}{cell('Contre')}</w:tr>",
            f"<w:tr>{cell('Lancry')}{cell('4')}{cell('1')}</w:tr>",
        )
        (table,) = values(read_xml(table_of(*rows)), "table")
        assert table["data"] == [["Rue", "Votes – Pour", "Votes – Contre"], ["Lancry", "4", "1"]]

    def test_an_empty_corner_makes_headers_of_the_first_column(self):
        rows = [f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in (("", "Pour"), ("Lancry", "4"))]
        (table,) = values(read_xml(table_of(*rows)), "table")
        assert table["table_header_choice"] == "both"

    def test_a_table_that_only_frames_becomes_text(self):
        inside = f"<w:tr>{cell('À retenir')}{cell('Le banc est voté.')}</w:tr>"
        imported = read_xml(table_of(inside))
        assert texts(imported) == "<p>À retenir</p><p>Le banc est voté.</p>"
        assert not values(imported, "table")

    def test_lists_links_and_pictures_of_cells_are_not_lost(self):
        def write(document):
            table = document.add_table(2, 2)
            for index, text in enumerate(("Rue", "Photo", "Lancry")):
                table.cell(index // 2, index % 2).text = text
            table.cell(1, 1).paragraphs[0].add_run().add_picture(picture())
            table.cell(0, 0).add_paragraph("puce", style="List Bullet")

        imported = read_of(write)
        kinds = [block["type"] for block in imported.blocks]
        assert kinds == ["table", "image"]
        assert values(imported, "table")[0]["data"][0] == ["Rue\n– puce", "Photo"]
        assert "1 image d’un tableau est placée sous lui (au début)." in said(imported)

    def test_a_table_in_a_table_becomes_its_words(self):
        nested = table_of(f"<w:tr>{cell('x')}{cell('y')}</w:tr>")
        rows = (
            f"<w:tr>{cell('Rue')}{cell('Détail')}</w:tr>",
            f"<w:tr>{cell('Lancry')}<w:tc>{nested}<w:p/></w:tc></w:tr>",
        )
        imported = read_xml(table_of(*rows))
        assert values(imported, "table")[0]["data"][1] == ["Lancry", "x – y"]
        assert said(imported)[-1].startswith("1 tableau dans un tableau")

    def test_a_caption_above_or_below_is_its_title(self):
        def write(document):
            document.add_paragraph("Tableau 1 : les rues", style="Caption")
            fill(document.add_table(2, 2))
            document.add_paragraph("Autre chose.")
            fill(document.add_table(2, 2))
            document.add_paragraph("Tableau 2 : les places", style="Caption")

        imported = read_of(write)
        titles = [table["table_caption"] for table in values(imported, "table")]
        assert titles == ["Tableau 1 : les rues", "Tableau 2 : les places"]
        assert said(imported) == []

    def test_rows_of_any_length_are_made_equal(self):
        rows = (f"<w:tr>{cell('a')}{cell('b')}{cell('c')}</w:tr>", f"<w:tr>{cell('d')}</w:tr>")
        (table,) = values(read_xml(table_of(*rows)), "table")
        assert table["data"] == [["a", "b", "c"], ["d", "", ""]]

    def test_one_of_absurd_width_becomes_text(self):
        rows = [f"<w:tr>{cell('a', 99_999)}{cell('b')}</w:tr>"] * 2
        imported = read_xml(table_of(*rows))
        assert texts(imported) == "<p>a</p><p>b</p>" * 2
        assert said(imported) == ["1 très grand tableau est repris comme du texte (au début)."]


def cell(text: str, width: int = 1) -> str:
    span = f'<w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>' if width > 1 else ""
    return f"<w:tc>{span}{paragraph(run(text) if text else '')}</w:tc>"


def table_of(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def fill(table) -> None:
    for row in table.rows:
        for one in row.cells:
            one.text = "mot"


class TestPictures:
    def test_the_same_one_twice_is_stored_once(self):
        def write(document):
            document.add_picture(picture("navy"))
            document.add_paragraph("Texte.")
            document.add_picture(picture("navy"))

        imported = read_of(write)
        assert [one["image"] for one in values(imported, "image")] == ["1", "1"]
        assert len(imported.pictures) == 1

    def test_three_hundred_leave_the_text_and_the_first_ones(self):
        def write(document):
            document.add_heading("Photos", 1)
            for number in range(MOST_PICTURES + 3):
                document.add_picture(picture(f"#{number:06x}", size=(9, 9)))
            document.add_paragraph("Merci.")

        imported = read_of(write)
        assert len(imported.pictures) == MOST_PICTURES == len(values(imported, "image"))
        assert texts(imported) == "<p>Merci.</p>"
        assert said(imported) == [
            "3 images de trop ne sont pas reprises : les premières seulement le sont "
            "(après « Photos »)."
        ]

    def test_one_that_is_broken_or_of_another_kind_is_told(self):
        document = Document()
        document.add_paragraph("Texte.")
        for color in ("navy", "red"):
            document.add_picture(picture(color))

        def change(parts):
            parts["word/media/image1.png"] = b"\x89PNG\r\n\x1a\n and nothing more"
            parts["word/media/image2.emf"] = parts.pop("word/media/image2.png")
            relations = "word/_rels/document.xml.rels"
            parts[relations] = parts[relations].replace(b"image2.png", b"image2.emf")
            types = parts["[Content_Types].xml"]
            default = b'<Default Extension="emf" ContentType="image/x-emf"/><Default '
            parts["[Content_Types].xml"] = types.replace(b"<Default ", default, 1)

        imported = read(changed(saved(document), change))
        assert imported.pictures == []
        assert texts(imported) == "<p>Texte.</p>"
        vectors, broken = said(imported)
        assert vectors.startswith("1 image n’est pas reprise : son format (EMF, WMF, SVG)")
        assert broken.startswith("1 image n’est pas reprise : elle est abîmée")

    @pytest.mark.parametrize(
        ("told", "alt"),
        [
            ("Le bal du 14 juillet", "Le bal du 14 juillet"),
            ("Une image contenant arbre\n\nDescription générée automatiquement", ""),
            ("C:\\Users\\awa\\photo.png", ""),
            ("Image 3", ""),
            ("x" * 300, "x" * 200),
        ],
    )
    def test_only_a_person_describes(self, told, alt):
        def write(document):
            document.add_picture(picture())
            describe(document, told)

        assert values(read_of(write), "image")[0]["alt"] == alt

    def test_one_that_lies_elsewhere_is_not_fetched(self):
        def write(document):
            document.add_paragraph("Texte.")
            document.add_picture(picture())
            key = document.part.relate_to("http://127.0.0.1:9/x.png", "image", is_external=True)
            blip = next(one for one in document.element.body.iter() if one.tag.endswith("}blip"))
            for name in list(blip.attrib):
                del blip.attrib[name]
            relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            blip.set(f"{{{relations}}}link", key)

        imported = read_of(write)
        assert imported.pictures == []
        assert said(imported)[0].startswith("1 image n’est pas dans le fichier")

    def test_those_of_older_drawings_keep_their_description(self):
        def write(document):
            document.add_paragraph("Texte.")
            key, _image = document.part.get_or_add_image(picture())
            shape = f'<v:shape alt="Un banc"><v:imagedata r:id="{key}"/></v:shape>'
            raw(document, paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>"))

        imported = read_of(write)
        assert [one["alt"] for one in values(imported, "image")] == ["Un banc"]


CHOICES = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    "{new}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
)
BOX = "<w:txbxContent>" + paragraph(run("Dans la zone")) + "</w:txbxContent>"


class TestWhatCannotStay:
    @pytest.mark.parametrize(
        "old", ["", f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"]
    )
    def test_the_text_of_a_box_stands_in_the_page_once(self, old):
        drawn = CHOICES.format(new=f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>", old=old)
        imported = read_xml(paragraph(run("Avant.") + f"<w:r>{drawn}</w:r>"))
        assert texts(imported) == "<p>Avant.</p><p>Dans la zone</p>"
        assert said(imported) == [
            "1 zone de texte : son texte est placé dans le fil de la page (au début)."
        ]

    def test_comments_never_reach_the_page(self):
        def write(document):
            line = document.add_paragraph("Texte.")
            document.add_comment(line.runs, text="Ne pas publier", author="Awa")

        imported = read_of(write)
        assert "Ne pas publier" not in str(imported.blocks)
        assert said(imported)[0].startswith("1 commentaire n’est pas repris")

    def test_hidden_words_stay_hidden(self):
        imported = read_xml(paragraph(run("Vu. ") + run("Tél. 06", "<w:vanish/>")))
        assert texts(imported) == "<p>Vu.</p>"
        assert said(imported) == ["1 passage masqué n’est pas repris (au début)."]

    def test_struck_words_are_told(self):
        imported = read_xml(paragraph(run("Vu et ") + run("approuvé", "<w:strike/>")))
        assert texts(imported) == "<p>Vu et approuvé</p>"
        assert said(imported)[0].startswith("1 passage barré")

    @pytest.mark.parametrize(
        ("inside", "words"),
        [
            ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "1 formule mathématique"),
            ("<w:r><w:object/></w:r>", "1 objet incorporé"),
            (
                "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="
                '"http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId1"/>'
                "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
                "1 graphique n’est pas repris",
            ),
            (f"<w:r>{CHOICES.format(new='<wps:wsp/>', old='')}</w:r>", "1 dessin"),
            ("<w:r><w:pict><v:line/></w:pict></w:r>", "1 dessin"),
        ],
    )
    def test_each_is_counted_where_it_stood(self, inside, words):
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
        imported = read_xml(paragraph(style + run("Budget")), paragraph(run("Texte.") + inside))
        (note,) = said(imported)
        assert note.startswith(words)
        assert note.endswith("(après « Budget »).")

    def test_a_field_keeps_what_it_shows(self):
        field = f'<w:fldSimple w:instr="SEQ Point">{run("4")}</w:fldSimple>'
        assert texts(read_xml(paragraph(run("Point ") + field))) == "<p>Point 4</p>"

    def test_only_the_first_places_are_named(self):
        def write(document):
            for number in range(6):
                document.add_heading(f"Point {number}", 1)
                raw(document, paragraph(run("barré", "<w:strike/>")))

        (note,) = said(read_of(write))
        assert note.startswith("6 passages barrés")
        assert "« Point 3 »…" in note
        assert "Point 4" not in note

    def test_a_plain_document_says_nothing(self):
        assert read_xml(paragraph(run("Texte."))).notes == []


class TestSafety:
    def test_words_that_look_like_markup_stay_words(self):
        imported = read_xml(paragraph(run("<script>alert(1)</script> & co")))
        assert texts(imported) == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>"

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "file:///etc/passwd", "//evil.example/", "data:text/html,x", "a b"],
    )
    def test_links_lead_to_the_web_or_to_a_mailbox(self, address):
        imported = read_of(lambda document: link(document, "ici", address))
        assert texts(imported) == "<p>Voir ici.</p>"
        assert len(imported.notes) == 1

    def test_a_mailbox_is_kept(self):
        imported = read_of(lambda document: link(document, "nous", "mailto:lba@exemple.fr"))
        assert 'href="mailto:lba@exemple.fr"' in texts(imported)

    def test_the_styles_a_sender_brings_for_the_library_are_not_used(self):
        def change(parts):
            parts["mammoth/style-map"] = b"p => script:fresh"

        document = Document()
        document.add_paragraph("alert(1)")
        assert texts(read(changed(saved(document), change))) == "<p>alert(1)</p>"

    def test_a_document_without_words_is_refused(self):
        with pytest.raises(NotReadable, match="Aucun texte"):
            read(saved(Document()))
