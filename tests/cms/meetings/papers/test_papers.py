"""The four papers as files: PDF/UA, what they say and in which order, on how many pages."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
import segno
from PIL import ImageChops

from cms.meetings.papers import Agenda, Item, Minutes, PaperFailed, Place, SignIn, State, render
from cms.meetings.papers.tree import Picture, from_html

from . import reading, samples
from .samples import AGENDA, MEETING, MINUTES, PARIS, POSTER, SHEETS, SIGN_IN, brand, titled

MILLIMETRE = 72 / 25.4
LONG = (
    "Réunion publique extraordinaire sur les abords de la gare du Nord et du boulevard de Magenta, "
)
LONG += "avec la mairie et la région"
MANY = tuple(
    Item(str(n), f"Point {n} : " + "aménager et entretenir " * (1 + n % 4), "vote", 5)
    for n in range(1, 41)
)
POSTPONED = State("postponed", "Grève.", datetime(2026, 3, 26, 19, 0, tzinfo=PARIS))


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Every paper of an ordinary meeting."""
    return {name: render(sheet, brand()) for name, sheet in SHEETS.items()}


@pytest.mark.parametrize("name", SHEETS)
def test_is_tagged_titled_and_in_french(made, name):
    pdf = reading.opened(made[name])
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"].startswith("Séance plénière")
        assert meta["dc:creator"] == ["Louis Blanc – Aqueduc"]
        assert {str(tag)[:2] for tag in meta["dc:language"]} == {"fr"}
        assert "2026" in meta["pdf:Keywords"]
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("fr")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("name", SHEETS)
def test_has_one_first_heading_and_skips_no_level(made, name):
    levels = [int(tag[2]) for tag in reading.tags(reading.opened(made[name])) if tag[1:2] == "H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", SHEETS)
def test_every_figure_is_described(made, name):
    figures = reading.described(reading.opened(made[name]))
    assert "Contour du quartier Louis Blanc – Aqueduc" in figures
    assert all(figures)


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_read_out_follows_the_order_of_the_page(made, name):
    for numbers in reading.content_order(reading.opened(made[name])).values():
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_meeting_gives_the_same_bytes(made, name):
    assert render(SHEETS[name], brand()) == made[name]


def test_the_agenda_is_a_timetable(made):
    said = reading.text(made["agenda"])
    parts = ["Ordre du jour", "Publié le 2 mars 2026", "jeudi 12 mars 2026", "de 19 h à 21 h"]
    parts += ["École de la rue de l’Aqueduc", "19 h 1 Accueil", "19 h 10 2 Propreté : bilan"]
    parts += ["Débat 35 min", "19 h 45 3 Carnaval", "Vote 15 min"]
    parts += ["1 h 45 prévues, sur une séance de 2 h", "jusqu’au jeudi 5 mars 2026 à 18 h"]
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert said.count("propreté, carnaval et budget") == 1
    assert "/Table" in reading.tags(reading.opened(made["agenda"]))


def test_no_hour_is_told_when_an_item_has_no_length():
    items = (Item("1", "Accueil", minutes=10), Item("2", "Débat"))
    assert "Vers" not in reading.text(render(replace(AGENDA, items=items), brand()))


def test_the_poster_says_three_items_and_counts_the_others(made):
    said = reading.text(made["poster"])
    assert "12 mars jeudi 19 h" in said
    assert "Carnaval : subvention de 900 € Vote et 2 autres points" in said
    assert "Questions libres" not in said


def test_a_larger_poster_says_more():
    said = reading.text(render(replace(POSTER, paper="a3"), brand()))
    assert "Questions libres" in said
    assert "autre" not in said


def test_the_minutes_show_decisions_with_their_figures(made):
    said = reading.text(made["minutes"])
    told = "Décision 1 Une fresque rue de Paradis. Adoptée 3 800 € Investissement"
    assert f"{told} 49 pour 6 contre 1 abstention" in said
    assert "Décision 2 Un comptage du bruit. Adoptée à l’unanimité" in said
    assert "Approuvé le 4 juin 2026" in said
    assert "Erratum 20 juin 2026 – Il fallait lire 3 800 €." in said


def test_minutes_that_are_a_draft_say_so():
    said = reading.text(render(Minutes(MEETING), brand()))
    assert "Projet" in said
    assert "pas encore approuvé" in said
    assert "Approuvé" not in said


def test_the_body_keeps_its_structure(made):
    found = reading.tags(reading.opened(made["minutes"]))
    assert found.count("/L") == 3  # officials, a list and the one in it
    assert {"/Table", "/TH", "/H3", "/H4", "/Link", "/Strong"} <= set(found)


def test_links_lead_to_the_decision_and_to_the_page(made):
    pdf = reading.opened(made["minutes"])
    to = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])}
    assert {f"{samples.ADDRESS}#d1", samples.ADDRESS, "https://lba.conseils.example/seances/"} <= to


def test_the_sign_in_sheet_fills_its_pages_and_repeats_its_header(made):
    pages = reading.page_count(made["sign-in"])
    said = reading.text(made["sign-in"])
    assert pages == 2
    assert said.count("Nom ou pseudonyme") == 2
    assert reading.tags(reading.opened(made["sign-in"])).count("/TH") == 6  # told once
    lines = [int(word) for word in said.split() if word.isdecimal()]
    assert max(n for n in lines if n < 100) >= 38


def test_a_meeting_without_lines_asked_gets_one_page():
    assert reading.page_count(render(SignIn(MEETING, rows=1), brand())) == 1


def test_papers_never_ask_for_an_address_nor_a_phone(made):
    said = reading.text(made["sign-in"])
    assert "Ni adresse ni téléphone ne vous sont demandés" in said
    assert "J’habite ici J’y travaille J’y étudie Signature" in said


@pytest.mark.parametrize("name", SHEETS)
def test_markup_in_a_title_is_printed_as_it_was_typed(name):
    data = render(titled(SHEETS[name], samples.HOSTILE), brand())
    assert reading.text(data).count(" ".join(samples.HOSTILE.split())) == 1


def test_markup_in_names_and_texts_is_printed_as_it_was_typed():
    items = (Item("1", samples.HOSTILE, presenter="#panic()"),)
    said = reading.text(render(Agenda(MEETING, items), brand()))
    assert samples.HOSTILE in said
    assert "#panic()" in said


@pytest.mark.parametrize("theme", samples.THEMES)
@pytest.mark.parametrize("name", ["poster", "minutes"])
def test_only_the_fonts_of_the_theme_are_used(theme, name):
    names = {"socle": "HankenGrotesk BarlowCondensed", "canal": "Signika", "halle": "Aleo Besley",
             "zinc": "SofiaSansSemiCondensed SofiaSansExtraCondensed",
             "faubourg": "BricolageTexte BricolageEnseigne"}  # fmt: skip
    used = reading.fonts(reading.opened(render(SHEETS[name], brand(theme))))
    assert all(used.values())
    assert {font.split("-")[0] for font in used} - {"NotoSansArabic", "NotoSansLatin"} == set(
        names[theme].split()
    )


@pytest.mark.parametrize("theme", ["halle", "faubourg"])  # the widest letters
@pytest.mark.parametrize(
    "sheet",
    [
        Agenda(replace(MEETING, title=LONG, state=POSTPONED), MANY, **samples.NOTES),
        Agenda(
            replace(MEETING, place=None, address="", online="https://visio.example/" + "a" * 90)
        ),
        replace(titled(POSTER, LONG), items=MANY, childcare="Sur inscription. " * 20),
        replace(titled(POSTER, "Long" * 30), ink=True, paper="a3", items=()),
        replace(POSTER, meeting=replace(MEETING, state=POSTPONED, place=Place(LONG, LONG, LONG))),
        titled(MINUTES, LONG),
        replace(titled(SIGN_IN, LONG), names=("Nom " * 30, "N" * 120)),
    ],
    ids=["forty-items", "nowhere", "poster", "poster-ink", "poster-postponed", "minutes", "names"],
)
def test_nothing_leaves_the_paper(theme, sheet):
    data = render(sheet, brand(theme, "Saint-Vincent-de-Paul – Lariboisière"))
    assert reading.outside(data, 10 * MILLIMETRE - 1) == []
    if sheet.__class__ is POSTER.__class__:
        assert reading.page_count(data) == 1


def test_forty_items_repeat_the_header_and_lose_none():
    data = render(replace(AGENDA, items=MANY), brand())
    assert reading.page_count(data) > 1
    said = reading.text(data)
    assert all(f"Point {n} :" in said for n in range(1, 41))
    assert said.count("N° Point Nature Durée") == reading.page_count(data)


@pytest.mark.parametrize("sheet", [AGENDA, POSTER, SIGN_IN])
def test_a_meeting_that_does_not_take_place_says_so_before_its_title(sheet):
    state = State("cancelled", "La salle est fermée.")
    said = reading.text(render(replace(sheet, meeting=replace(MEETING, state=state)), brand()))
    assert 0 < said.find("Séance annulée La salle est fermée.") < said.find("propreté, carnaval")


def test_a_postponed_meeting_says_when():
    said = reading.text(render(replace(POSTER, meeting=replace(MEETING, state=POSTPONED)), brand()))
    assert "Séance reportée au jeudi 26 mars 2026 à 19 h" in said


def test_councils_that_share_a_meeting_are_named():
    meeting = replace(MEETING, councils=("Grange-aux-Belles – Terrage", "Louis"))
    said = reading.text(render(replace(AGENDA, meeting=meeting), brand()))
    assert "Avec les conseils Grange-aux-Belles – Terrage et Louis" in said


@pytest.mark.parametrize(("paper", "ink"), [("a4", False), ("a3", True)])
def test_the_code_on_a_poster_is_that_of_the_page(paper, ink):
    data = render(replace(POSTER, paper=paper, ink=ink), brand("faubourg"))
    pdf = reading.opened(data)
    figure = reading.described(pdf)[f"Code QR qui mène à {samples.ADDRESS}"]
    left, _bottom, right, top = reading.box(figure)
    scale = 4
    page = reading.picture(data, scale=scale)
    matrix = segno.make_qr(samples.ADDRESS, error="m").matrix
    side = len(matrix)
    step = (right - left) / side
    for y in range(side):
        for x in range(side):
            at = (left + (x + 0.5) * step) * scale, page.height - (top - (y + 0.5) * step) * scale
            assert (page.getpixel((int(at[0]), int(at[1]))) < 128) == bool(matrix[y][x])


def test_one_colour_is_enough():
    page = reading.picture(render(replace(POSTER, ink=True), brand("faubourg")), 0, 1, "RGB")
    red, green, blue = page.split()
    assert ImageChops.difference(red, green).getextrema()[1] < 3
    assert ImageChops.difference(red, blue).getextrema()[1] < 3
    levels = red.histogram()
    assert sum(levels[:40]) < 0.2 * sum(levels)  # toner: letters and lines, no areas


def test_a_picture_is_printed_with_its_description(png):
    body = (Picture(png, "Trois esquisses", "Les esquisses"), Picture(png))
    pdf = reading.opened(render(Minutes(MEETING, body), brand()))
    assert "Trois esquisses" in reading.described(pdf)
    assert reading.tags(pdf).count("/Figure") == 3  # the emblem, the code; what decorates is none


def test_a_broken_picture_is_one_failure_with_a_reason():
    with pytest.raises(PaperFailed, match=r"(?i)image"):
        render(Minutes(MEETING, (Picture(b"no picture", "Rien"),)), brand())


def test_headings_of_a_body_never_skip_a_level():
    body = from_html("<h4>Petit</h4><p>Texte</p><h2>Grand</h2><h5>Petit</h5>")
    levels = [t for t in reading.tags(reading.opened(render(Minutes(MEETING, body), brand())))
              if t[:2] == "/H"]  # fmt: skip
    assert levels == ["/H1", "/H2", "/H3", "/H3", "/H4"]


@pytest.fixture
def png() -> bytes:
    from tests.sites.themes.building import png

    return png(40, 30)
