"""Figures that minutes tell in words: how many came, how a vote went. Only what is certain.

Each is a proposal to whoever reviews the text, with the sentence it was read from.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from itertools import islice
from typing import Any

ADOPTED, REJECTED = "adopted", "rejected"
LONGEST_DECISION = 500
_WORDS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_COUNTS = {word: count for count, word in enumerate(_WORDS)} | {"aucune": 0, "aucun": 0, "une": 1}
_N = rf"(\d{{1,4}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_VOICES = r"(?:\s+(?:voix|votes?))?"
# « 44 voix pour », « pour : 44 », « 2 abstentions »; not « pour 3 mois ».
_SIDES = {
    "votes_for": (rf"\b{_N}{_VOICES}\s+pour\b", rf"\b(?:voix )?pour\s*:\s*{_N}\b"),
    "votes_against": (rf"\b{_N}{_VOICES}\s+contre\b", rf"\b(?:voix )?contre\s*:\s*{_N}\b"),
    "abstentions": (rf"\b{_N}\s+abstentions?\b", rf"\babstentions?\s*:\s*{_N}\b"),
}
_DONE = r"(?:adopt|approuv|accept|valid)ée?s?"
_UNANIMOUS = re.compile(rf"\b{_DONE}\b[^.]{{0,60}}\b(?:à l.|l.)unanimité\b", re.I)
_MAJORITY = re.compile(rf"\b(?:{_DONE}|rejetée?s?)\b[^.]{{0,60}}\bà la majorité\b", re.I)
_OF_ALL = re.compile(
    r"unanimité\s*(?:\(|des\s+)(\d{1,4})\s*(?:voix|votants?|votes?|présents)", re.I
)
_ADOPTED = re.compile(rf"\b{_DONE}\b", re.I)
_REJECTED = re.compile(
    rf"\b(?:rejet|repouss|refus)ée?s?\b|\b(?:pas|non)\s+(?:été\s+)?{_DONE}\b", re.I
)
_NOTHING_BUT_VOTE = re.compile(
    rf"^\W*(?:(?:résultats?\s+du\s+)?votes?\b|{_DONE}\b|rejetée?s?\b|n.est pas\b|non\s|pour\s*:"
    rf"|résultats?\b|{_N}{_VOICES}\s+pour\b)",
    re.I,
)
_RESULT_ALONE = re.compile(rf"\W*(?:{_DONE}|rejetée?s?)\W*", re.I)
_DECISION = re.compile(r"^décision(?:\s*n°?\s*\d+)?\s*:\s*(.{10,})", re.I | re.S)
_PEOPLE = (
    r"(?:personnes|participante?s|participant[·.-]e[·.-]?s|habitante?s|habitantes et habitants)"
)
_CAME = (
    re.compile(rf"\b(\d{{1,4}})\s+{_PEOPLE}\s+(?:(?:étaient|sont|furent)\s+)?présente?s\b", re.I),
    re.compile(r"\b(\d{1,4})\s+(?:participante?s|participant[·.-]e[·.-]?s)\b", re.I),
    re.compile(
        r"\b(?:nombre de (?:présents|participants|personnes présentes)|participants|présents"
        r"|personnes présentes)\s*:\s*(\d{1,4})(?:\s+personnes)?\s*(?:[.;(]|$)",
        re.I,
    ),
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀÉÈÊ«0-9])")


_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.I)
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/.])")
HEAD = 4  # paragraphs in which a document says of what day it is


@dataclass(frozen=True)
class Attendance:
    count: int
    source: str


@dataclass(frozen=True)
class Vote:
    """A decision as the text tells it. ``result`` is empty where it does not say."""

    text: str
    source: str
    result: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None


def attendance_in(blocks: Iterable[dict[str, Any]]) -> Attendance | None:
    """How many people came, if the document says one number and no other."""
    found: dict[int, str] = {}
    for _heading, paragraph in _paragraphs(blocks):
        for sentence in _SENTENCE.split(paragraph):
            for pattern in _CAME:
                if (told := pattern.search(sentence)) and int(told[1]):
                    found.setdefault(int(told[1]), sentence)
    if len(found) != 1:
        return None
    ((count, source),) = found.items()
    return Attendance(count, source)


def day_in(title: str, blocks: Iterable[dict[str, Any]]) -> date | None:
    """The day the document is of: in its title, or at its head. None if it names several."""
    head = (text for both in islice(_paragraphs(blocks), HEAD) for text in both)
    days = set(_days(title)) or {day for text in head for day in _days(text)}
    return days.pop() if len(days) == 1 else None


def _days(text: str) -> Iterator[date]:
    named = [(d, _MONTHS.index(m.lower()) + 1, y) for d, m, y in _DAY.findall(text)]
    for day, month, year in named + _FIGURES.findall(text):
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))


def votes_in(blocks: Iterable[dict[str, Any]]) -> list[Vote]:
    """Each decision once, in order."""
    votes: list[Vote] = []
    before, last_heading = "", ""
    for heading, paragraph in _paragraphs(blocks):
        if heading != last_heading:
            before, last_heading = "", heading
        for sentence in _SENTENCE.split(paragraph):
            if vote := _vote(sentence):
                _put(replace(vote, text=_decided(vote.source, before, heading)), votes)
            elif votes and votes[-1].source == before and _RESULT_ALONE.fullmatch(sentence):
                votes[-1] = replace(votes[-1], result=_result(sentence))
            elif decision := _DECISION.match(sentence):
                votes.append(Vote(_cut(decision[1]), sentence))
            before = sentence
    return votes


def _put(vote: Vote, votes: list[Vote]) -> None:
    """A vote about the decision that was just announced belongs to it."""
    if votes and not votes[-1].result and votes[-1].votes_for is None:
        if _DECISION.match(votes[-1].source) and vote.text in votes[-1].source:
            vote = replace(vote, text=votes.pop().text)
    votes.append(vote)


def _vote(sentence: str) -> Vote | None:
    counts = {side: _count(sentence, patterns) for side, patterns in _SIDES.items()}
    told = [count for count in counts.values() if count is not None]
    result = _result(sentence)
    if len(told) >= 2 and counts["votes_for"] is not None:
        return Vote("", sentence, result, **counts)
    if result and (_UNANIMOUS.search(sentence) or _MAJORITY.search(sentence)):
        if of_all := _OF_ALL.search(sentence):
            counts["votes_for"] = int(of_all[1])
        return Vote("", sentence, result, **counts)
    return None


def _count(sentence: str, patterns: tuple[str, ...]) -> int | None:
    """One side of a vote; None where it is not said, or said twice."""
    found = {
        _COUNTS.get(told.lower(), -1) if not told.isdecimal() else int(told)
        for pattern in patterns
        for told in re.findall(pattern, sentence, re.I)
    }
    return found.pop() if len(found) == 1 else None


def _result(sentence: str) -> str:
    if _REJECTED.search(sentence):
        return REJECTED
    return ADOPTED if _ADOPTED.search(sentence) else ""


def _decided(sentence: str, before: str, heading: str) -> str:
    """What was voted on: the sentence itself, or the one before when it holds the vote alone."""
    if not _NOTHING_BUT_VOTE.match(sentence):
        return _cut(sentence)
    if decision := _DECISION.match(before):
        return _cut(decision[1])
    return _cut(before or heading or sentence)


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST_DECISION else text[: LONGEST_DECISION - 1] + "…"


def _paragraphs(blocks: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each paragraph or item as plain text, with the heading above it."""
    heading = ""
    for block in blocks:
        if block["type"] == "heading":
            heading = block["value"]["text"]
        elif block["type"] == "text":
            for part in re.split(r"</(?:p|li)>|<(?:ul|ol|br/)>", block["value"]):
                text = unescape(re.sub(r"<[^>]+>", "", part)).replace("\u00a0", " ")
                if text.strip():
                    yield heading, re.sub(r"\s+", " ", text).strip()
