"""What the checks say of what somebody wrote, rule by rule."""

import pytest

from cms.editing.writing.checks.finding import Level
from cms.editing.writing.checks.reading import (
    Download,
    Heading,
    Link,
    Paragraph,
    Place,
    Reading,
    Shown,
)
from cms.editing.writing.checks.rules import apply

HERE = Place("Texte (bloc 1)", "body.a")
FINE = "Venez nombreux jeudi 12 mars à 19 h."


def reading(**parts) -> Reading:
    values = {"title": "Un banc", "summary": "Deux bancs neufs."} | parts
    return Reading(**values)


def found(**parts) -> list:
    return apply(reading(**parts))


def paragraph(text: str, **more) -> Paragraph:
    return Paragraph(text, HERE, **more)


def test_a_plain_page_is_left_alone():
    page = {"parts": [paragraph(FINE)], "links": [Link("le règlement du budget", HERE)]}
    assert found(**page, images=[Shown("Deux voisines sur un banc", "", HERE)]) == []


class TestBroken:
    """Only these ask « vraiment ? » before publishing."""

    def test_words_left_to_replace_are_told_in_one_line_a_place(self):
        text = "Le [… jour et date], venez [… où]."
        (finding,) = found(parts=[paragraph(text)])
        assert finding.level is Level.ERROR
        assert "[… jour et date], [… où]" in finding.what
        assert finding.path == "body.a"

    @pytest.mark.parametrize("name", ["title", "summary"])
    def test_in_the_head_of_the_page_too(self, name):
        (finding,) = found(**{name: "Réunion du [… date]"})
        assert (finding.level, finding.path) == (Level.ERROR, name)

    def test_brackets_of_their_own_are_fine(self):
        assert found(parts=[paragraph("Il a dit [sic] que […] venait.")])[0].what.endswith("[…]")
        assert found(parts=[paragraph("Il a dit [sic] : non.")]) == []

    def test_an_image_without_words(self):
        (finding,) = found(images=[Shown("", "", HERE)])
        assert finding.level is Level.ERROR

    def test_an_image_that_decorates_needs_none(self):
        assert found(images=[Shown(None, "", HERE)]) == []

    @pytest.mark.parametrize(
        "alt", ["IMG_20261126.jpg", "DSC 0042", "banc_rue_louis_blanc", "photo 12", "20261126_1015"]
    )
    def test_a_file_name_describes_nothing(self, alt):
        (finding,) = found(images=[Shown(alt, "", HERE)])
        assert finding.level is Level.ERROR

    @pytest.mark.parametrize("alt", ["Photographie de la place", "Un banc", "Le 12 mars 2026"])
    def test_words_do(self, alt):
        assert found(images=[Shown(alt, "", HERE)]) == []


class TestMisleading:
    @pytest.mark.parametrize(
        "text", ["Cliquez ici", "ici", "Lire la suite…", "En savoir plus", "« voir plus »"]
    )
    def test_links_that_say_nothing(self, text):
        (finding,) = found(links=[Link(text, HERE)])
        assert finding.level is Level.WARNING

    @pytest.mark.parametrize("text", ["https://exemple.fr/a", "www.exemple.fr"])
    def test_links_that_are_addresses(self, text):
        (finding,) = found(links=[Link(text, HERE)])
        assert "adresse" in finding.what

    def test_a_page_without_summary(self):
        (finding,) = found(summary=" ")
        assert finding.path == "summary"

    def test_homes_and_lists_need_none(self):
        assert found(summary="", wants_summary=False) == []

    def test_a_pdf_alone(self):
        pdf = Download("pdf", 1000, HERE)
        (finding,) = found(downloads=[pdf], parts=[paragraph("Voir le fichier.")])
        assert "téléphone" in finding.what
        assert found(downloads=[pdf], parts=[paragraph("mot " * 30)]) == []
        assert found(downloads=[Download("ods", 1000, HERE)]) == []

    def test_a_heavy_file(self):
        (finding,) = found(downloads=[Download("ods", 12_000_000, HERE)])
        assert finding.level is Level.WARNING

    @pytest.mark.parametrize(
        "text",
        ["Venez demain.", "C’est ce soir !", "Jeudi prochain, réunion.", "La semaine prochaine",
         "Aujourd’hui, on plante."],
    )  # fmt: skip
    def test_days_that_pass(self, text):
        (finding,) = found(parts=[paragraph(text)])
        assert "vieillit" in finding.what

    @pytest.mark.parametrize("text", ["Le lendemain, on range.", "Chaque jeudi.", "La suite"])
    def test_days_that_stay(self, text):
        assert found(parts=[paragraph(text)]) == []

    def test_a_title_in_capitals(self):
        (finding,) = found(title="GRANDE FÊTE DU CANAL")
        assert finding.path == "title"
        assert found(title="La RATP et le SYCTOM") == []

    def test_a_mobile_number(self):
        (finding,) = found(parts=[paragraph("Appelez le 06 12 34 56 78.")])
        assert "portable" in finding.what
        assert found(parts=[paragraph("Appelez le 01 53 72 10 10.")]) == []


class TestReading:
    def test_a_bold_line_that_may_be_a_heading(self):
        (finding,) = found(parts=[paragraph("Le budget", is_bold=True)])
        assert "intertitre" in finding.what
        assert found(parts=[paragraph("Attention, c’est fermé.", is_bold=True)]) == []

    def test_a_long_sentence(self):
        (finding,) = found(parts=[paragraph("mot " * 36 + ".")])
        assert "36 mots" in finding.what
        assert found(parts=[paragraph("mot " * 35 + ".")]) == []

    def test_a_part_missing_above_and_a_text_missing_below(self):
        parts = [Heading("Détails", 3, HERE), Heading("Budget", 2, HERE), paragraph(FINE)]
        whats = [finding.what for finding in found(parts=parts)]
        assert any("sous-partie sans partie" in what for what in whats)
        assert any("Rien ne suit" in what for what in whats)

    def test_a_part_may_open_with_a_sub_part(self):
        parts = [Heading("Budget", 2, HERE), Heading("Détails", 3, HERE), paragraph(FINE)]
        assert found(parts=parts) == []

    def test_a_wall_of_words(self):
        short = [paragraph("Mot. " * 90) for _number in range(4)]
        assert [f.what for f in found(parts=short)] == ["Un long texte sans intertitre"]
        short.insert(2, Heading("Et puis", 2, HERE))
        assert found(parts=short) == []

    def test_many_of_a_kind_do_not_hide_the_others(self):
        links = [Link("ici", HERE)] * 9
        assert len(found(links=links)) == 3
        assert "6 autres" in found(links=links)[-1].what

    def test_the_serious_comes_first(self):
        levels = [f.level for f in found(summary="", parts=[paragraph("[… date] " + "mot " * 40)])]
        assert levels == [Level.ERROR, Level.WARNING, Level.HINT]
