"""Figures read from sentences: only those that leave no doubt."""

from datetime import date

import pytest

from cms.meetings.importing.facts import Vote, attendance_in, day_in, votes_in


def blocks(*paragraphs: str, heading: str = "") -> list[dict]:
    head = [{"type": "heading", "value": {"text": heading, "level": "h2"}}] if heading else []
    return [*head, {"type": "text", "value": "".join(f"<p>{one}</p>" for one in paragraphs)}]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("52 personnes présentes", 52),
        ("La réunion a réuni 52 participants.", 52),
        ("Environ 30 habitants étaient présents, dont 4 élus.", 30),
        ("Nombre de participants : 41", 41),
        ("<b>Présents</b> : 17 personnes (voir la feuille)", 17),
        ("38 participant·e·s ont pris la parole.", 38),
        ("Présents : Mme Awa Diallo, M. Bilal", None),
        ("Présents : 12 h 30", None),
        ("Une cinquantaine de personnes présentes", None),
        ("12 personnes excusées", None),
        ("Il faut 20 personnes pour un atelier.", None),
        ("0 participants", None),
    ],
)
def test_attendance(sentence, count):
    found = attendance_in(blocks("Bonsoir.", sentence))
    assert (found and found.count) == count


def test_two_different_numbers_leave_a_doubt():
    assert attendance_in(blocks("52 personnes présentes.", "À 20 h, 41 participants.")) is None
    assert attendance_in(blocks("52 personnes présentes.", "52 participants.")).count == 52


@pytest.mark.parametrize(
    ("sentence", "result", "counts"),
    [
        ("Adopté par 44 voix pour, 3 contre, 2 abstentions.", "adopted", (44, 3, 2)),
        ("Vote : 44 pour, 3 contre et 2 abstentions", "", (44, 3, 2)),
        ("Pour : 12 – Contre : 30 – Abstention : 0. Rejeté.", "rejected", (12, 30, 0)),
        ("Rejetée : 12 voix pour, 30 contre.", "rejected", (12, 30, None)),
        ("N’est pas adopté (12 pour, 30 contre).", "rejected", (12, 30, None)),
        ("Adoptée par dix voix pour, aucune contre et une abstention.", "adopted", (10, 0, 1)),
        ("Approuvé à l’unanimité.", "adopted", (None, None, None)),
        ("Approuvés à l'unanimité (31 voix)", "adopted", (31, None, None)),
        ("Adopté à la majorité", "adopted", (None, None, None)),
    ],
)
def test_votes(sentence, result, counts):
    found = votes_in(blocks("Le conseil demande un banc.", sentence))
    assert [(v.result, (v.votes_for, v.votes_against, v.abstentions)) for v in found] == [
        (result, counts)
    ]
    assert found[0].text == "Le conseil demande un banc."


@pytest.mark.parametrize(
    "sentence",
    [
        "Il y a 3 arguments pour et 2 raisons d’attendre.",
        "Des aides pour 3 mois, contre 2 auparavant.",
        "12 personnes sont pour.",
        "Le projet sera adopté en juin.",
        "L’ordre du jour est adopté.",
        "Il faut l’unanimité pour changer la charte.",
        "44 pour, puis 41 pour, 3 contre après recomptage.",
    ],
)
def test_what_is_no_vote(sentence):
    assert votes_in(blocks("Le conseil demande un banc.", sentence)) == []


def test_the_sentence_itself_says_what_was_decided():
    sentence = "Le vœu sur le banc est adopté à l’unanimité."
    assert votes_in(blocks("On passe au vote.", sentence)) == [
        Vote(sentence, sentence, result="adopted")
    ]


def test_without_a_sentence_before_it_the_heading_does():
    (vote,) = votes_in(
        [
            *blocks("Tout autre chose."),
            *blocks("Adopté par 4 voix pour, 3 contre.", heading="Le banc"),
        ]
    )
    assert vote.text == "Le banc"


def test_a_decision_and_its_vote_are_one():
    found = votes_in(
        blocks(
            "Décision n° 2 : le conseil finance une fresque rue de Lancry.",
            "Vote : 20 pour, 1 contre, 0 abstention.",
            "Décision : la prochaine séance aura lieu en juin.",
        )
    )
    assert [vote.text for vote in found] == [
        "le conseil finance une fresque rue de Lancry.",
        "la prochaine séance aura lieu en juin.",
    ]
    assert [vote.votes_for for vote in found] == [20, None]


def test_items_of_lists_are_sentences_too():
    block = {"type": "text", "value": "<ul><li>Un banc&nbsp;<br/>Adopté à l’unanimité</li></ul>"}
    assert [vote.text for vote in votes_in([block])] == ["Un banc"]


def test_a_very_long_text_is_cut():
    (vote,) = votes_in(blocks("Le conseil " + "x" * 900, "Adopté à l’unanimité."))
    assert len(vote.text) == 500
    assert vote.text.endswith("…")


@pytest.mark.parametrize(
    ("title", "first", "day"),
    [
        ("Compte rendu du 12 mars 2026", "", date(2026, 3, 12)),
        ("Compte rendu", "Jeudi 1er août 2026, à 19 h", date(2026, 8, 1)),
        ("Compte rendu", "Séance du 12/03/2026", date(2026, 3, 12)),
        ("Compte rendu du 12 mars 2026", "Le 12.03.2026", date(2026, 3, 12)),
        ("Compte rendu du 12 mars 2026", "Approuvé le 4 juin 2026", date(2026, 3, 12)),
        ("Compte rendu", "Séance du 12 mars 2026, approuvée le 4 juin 2026", None),
        ("Compte rendu du 31 février 2026", "", None),
        ("Compte rendu", "Jeudi 12 mars", None),
        ("Compte rendu", "Arrêté 112/03/2026/7", None),
    ],
)
def test_the_day_is_read_from_the_head(title, first, day):
    assert day_in(title, blocks(first or "w", "x", "y", "z", "Le 9 juin 2020")) == day
