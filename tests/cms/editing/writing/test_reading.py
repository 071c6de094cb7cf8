"""From a page, saved or not, to what its readers meet."""

import pytest

from cms.editing.writing.checks import findings_of
from cms.editing.writing.checks.reading import reading_of
from cms.pages.models import CouncilDocument, FaqPage, NewsPage, Question
from tests.cms import factories

pytestmark = pytest.mark.django_db


def body(*blocks) -> NewsPage:
    return NewsPage(title="Un banc", summary="Deux bancs.", body=list(blocks))


def test_words_links_and_bold_lines_of_texts():
    page = body(
        ("text", "<p><b>Le budget</b></p><p>Voir <a href='https://e.fr/'>ici</a>.</p>"),
        ("heading", {"text": "La suite", "level": "h3"}),
        ("text", "<ul><li>Un <b>arbre</b></li></ul>"),
    )
    reading = reading_of(page)
    assert [part.text for part in reading.parts] == [
        "Le budget",
        "Voir ici.",
        "La suite",
        "Un arbre",
    ]
    assert [p.is_bold for p in reading.paragraphs] == [True, False, False]
    assert [(link.text, link.place.words) for link in reading.links] == [("ici", "Texte (bloc 1)")]
    assert reading.headings[0].level == 3


def test_texts_inside_other_blocks():
    items = [{"title": "Qui ?", "text": "<p>Tout le monde.</p>"}]
    page = body(("accordion", {"items": items}), ("quote", {"text": "Oui.", "author": "Sureau"}))
    assert {"Tout le monde.", "Oui."} <= {part.text for part in reading_of(page).parts}


def test_images_wherever_they_stand(council):
    image = factories.picture(council)
    page = factories.news(
        council,
        lead_image=image,
        body=[
            ("image", {"image": image, "alt": "Un banc", "decorative": False}),
            ("image", {"image": image, "alt": "", "decorative": True}),
        ],
    )
    page.photos.create(image=image, alt="IMG_0042.jpg")
    page.photos.create(image=image, alt="", decorative=True)
    page.photos.create(image=image, alt="")
    reading = reading_of(page)
    alts = [shown.alt for shown in reading.images]
    assert alts == ["Un banc", None, None, "IMG_0042.jpg", None, ""]
    assert any("nom de fichier" in finding.what for finding in findings_of(page))


def test_files_of_a_document_and_of_its_text(council):
    file = factories.document_file(council)
    page = CouncilDocument(
        title="La charte",
        summary="Comment on décide.",
        file=file,
        body=[("documents", {"title": "", "files": [file]})],
    )
    assert [one.extension for one in reading_of(page).downloads] == ["pdf", "pdf"]
    assert any("PDF" in finding.what for finding in findings_of(page))


def test_questions_and_answers():
    page = FaqPage(title="Questions", summary="Venir.")
    page.questions = [Question(question="Quand ?", answer="<p>Venez demain.</p>")]
    (finding,) = findings_of(page)
    assert finding.where == "Question 1"


def test_a_draft_with_holes_can_be_read():
    page = body(
        ("text", ""),
        ("heading", {}),
        ("image", {}),
        ("gallery", {"items": []}),
        ("documents", {}),
        ("action", {}),
        ("table", None),
        ("place", {}),
        ("video", {}),
    )
    assert not [part.text for part in reading_of(page).parts if part.text]


def test_every_type_of_page_can_be_read(council):
    for page in vars(factories.site_of_all_types(council)).values():
        findings_of(page)
