"""What somebody typed into a search field, as the things that a text must have."""

import re
import unicodedata
from dataclasses import dataclass, field

from sites.councils.streets import spelled_out, without_number

from .words import folded

LONGEST = 200  # characters of a question; what is beyond is not read
MOST_TERMS = 8
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_QUOTED = re.compile('["“”„«]([^"“”„«»]*)["“”»]')
_WORD = re.compile(r"[^\W_]+")
# « financée », « financés », « financee »: the stemmer keeps apart what a participle ends in.
_PARTICIPLE = (re.compile(r"(.{3,}?)(?:ees|ee|es|e)"), ("e", "ee"))
# « vélos », « feux », « travaux »: plurals that it does not take for their singular.
_PLURALS = (
    (re.compile(r"(.{2,}[a-rt-z])s?"), ("", "s")),
    (re.compile(r"(.+(?:[ae]u|ou))x?"), ("", "x")),
    (re.compile(r"(.{2,})(?:ail|aux)"), ("ail", "aux")),
)
_LITTLE = """
a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et eu eux il ils j je l la le
les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas pour qu que qui s
sa se ses son sont sur t ta te tes toi ton tu un une vos votre vous y
"""
LITTLE = frozenset(_LITTLE.split())

Run = tuple[str, ...]  # words, one right after the other


@dataclass(frozen=True)
class Term:
    """One thing that a text must have, in one of its forms. A quoted one has a single form."""

    forms: tuple[Run, ...]

    @property
    def telling(self) -> list[str]:
        """The words to show to a reader who wonders why a text was found."""
        return [word for run in self.forms for word in run if folded(word) not in LITTLE]


@dataclass(frozen=True)
class Question:
    """``text`` is what was typed, as the field shows it again; all ``terms`` must be met."""

    text: str = ""
    terms: tuple[Term, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.terms)

    @property
    def telling(self) -> list[str]:
        """Every word to mark in what is found, each once."""
        return list(dict.fromkeys(word for term in self.terms for word in term.telling))


def asked(typed: str) -> Question:
    """The question in ``typed``, which may be anything. Little words count inside quotes only.

    The number of a house is not looked for: nobody is asked for it, and few texts have it.
    """
    text = " ".join(_HARMFUL.sub(" ", typed[: 5 * LONGEST]).split())[:LONGEST].strip()
    quoted = [_words(part) for part in _QUOTED.findall(text)]
    plain = _words(without_number(_QUOTED.sub(" ", text)))
    terms = [Term((run,)) for run in quoted if any(folded(word) not in LITTLE for word in run)]
    terms += [Term(_forms(word)) for word in plain if folded(word) not in LITTLE]
    return Question(text, tuple(dict.fromkeys(terms))[:MOST_TERMS])


def _words(text: str) -> Run:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def _forms(word: str) -> tuple[Run, ...]:
    """``word``, what it abbreviates, its plurals and participles: what a text may have instead."""
    plain = folded(word)
    known = [word, spelled_out(plain)]
    for pattern, endings in (_PARTICIPLE, *_PLURALS):
        if found := pattern.fullmatch(plain):
            known += [found[1] + ending for ending in endings]
    return tuple((form,) for form in dict.fromkeys(known))
