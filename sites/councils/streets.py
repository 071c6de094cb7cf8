"""Finding a street as people write it: without accents, abbreviated, with a slip.

The number is never asked for; one that is typed all the same is dropped before anything is looked
up, and neither it nor the street is kept anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from .models import Council
from .street_models import Street, Stretch

LONGEST = 80  # characters of a question
SHOWN = 12
CLOSE = 0.75  # how alike two words are that differ by a slip
_KINDS = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard",
    "blvd": "boulevard", "boul": "boulevard", "pl": "place", "q": "quai", "sq": "square",
    "imp": "impasse", "pass": "passage", "psg": "passage", "all": "allee", "vla": "villa",
    "crs": "cours", "ham": "hameau", "che": "chemin",
}  # fmt: skip
_SHORT = _KINDS | {
    "fbg": "faubourg", "fg": "faubourg", "faub": "faubourg", "fb": "faubourg", "st": "saint",
    "ste": "sainte", "gal": "general", "mal": "marechal", "dr": "docteur", "pte": "porte",
}  # fmt: skip
_TYPES = frozenset(_KINDS.values()) | {"avenue", "cite", "cour", "esplanade", "port", "pont"}
_LITTLE = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"])
_NUMBER = re.compile(r"^\s*\d+\s*(?:bis|ter|quater|[a-d])?\s*[,;]?\s+(?=\D)", re.IGNORECASE)
_TOWN = re.compile(r"[,;]?\s+75\d{3}\b.*$|[,;]\s*paris\b.*$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A street that was found; ``stretches`` say which council is where, in order."""

    name: str
    credit: str
    stretches: tuple[Stretch, ...]

    @property
    def councils(self) -> list[Council]:
        """Its councils, each once, in order."""
        return list(dict.fromkeys(stretch.council for stretch in self.stretches))


def key_of(name: str) -> str:
    """A name as it is compared: small letters without accents, no abbreviation, no punctuation."""
    text = name.replace("œ", "oe").replace("Œ", "OE")
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join(_SHORT.get(word, word) for word in re.findall(r"[a-z0-9]+", plain))


def asked(text: str) -> str:
    """What somebody typed, without the number and the town that nobody asked for."""
    text = text[:LONGEST]
    return key_of(_TOWN.sub("", _NUMBER.sub("", text)))


def without_number(text: str) -> str:
    """« 12 bis, rue de l’Aqueduc, Paris » as « rue de l’Aqueduc »; what is no address stays."""
    street = _NUMBER.sub("", text)
    is_address = street != text and key_of(street).partition(" ")[0] in _TYPES
    return _TOWN.sub("", street) if is_address else text


def called(text: str) -> Found | None:
    """The street that ``text`` calls by its whole name, abbreviated or not, and nothing else."""
    key = asked(text)
    if not any(word in _TYPES for word in key.split()):
        return None
    street = Street.objects.filter(key=key).prefetch_related("stretches__council").first()
    return Found(street.name, street.credit, tuple(street.stretches.all())) if street else None


def spelled_out(word: str) -> str:
    """« boulevard » for « bd », « saint » for « st »; other words as they are."""
    return _SHORT.get(word, word)


def find(text: str) -> list[Found]:
    """The streets that ``text`` may mean, the likeliest first, ``SHOWN`` at most."""
    words = _telling(asked(text))
    if not words:
        return []
    keys = Street.objects.values_list("pk", "key")
    scores = {pk: score for pk, key in keys if (score := _score(words, key.split()))}
    best = sorted(scores, key=lambda pk: -scores[pk])[:SHOWN]
    return _found(best, scores)


def _found(pks: list[int], scores: dict[int, float]) -> list[Found]:
    streets = Street.objects.filter(pk__in=pks).prefetch_related("stretches__council")
    ordered = sorted(streets, key=lambda street: (-scores[street.pk], street.key))
    return [Found(street.name, street.credit, tuple(street.stretches.all())) for street in ordered]


def _telling(key: str) -> list[str]:
    """The words that tell a street from others; a kind (« rue ») only when there is no other."""
    words = [word for word in key.split() if word not in _LITTLE]
    names = [word for word in words if word not in _TYPES]
    return [*names, *(word for word in words if word in _TYPES)] if names else words


def _score(words: list[str], key: list[str]) -> float:
    """How well a street answers: 0 when one of the telling words is nowhere in its name.

    A wrong kind (« place » for « rue ») counts a little; words that were left out, a little less.
    """
    total = 0.0
    has_name = any(word not in _TYPES for word in words)
    for word in words:
        best = max((_likeness(word, other) for other in key), default=0.0)
        if word in _TYPES and has_name:
            total += 0.2 * (best == 1)
        elif not best:
            return 0.0
        else:
            total += best
    return total / len(words) - 0.01 * len(key)


def _likeness(word: str, other: str) -> float:
    """1 for the same word, less for its beginning, less still for a slip; 0 for another word."""
    if word == other:
        return 1.0
    if len(word) >= 3 and other.startswith(word):
        return 0.9
    if min(len(word), len(other)) < 4 or word.isdigit():
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return 0.8 * ratio if ratio >= CLOSE else 0.0


def credits_of(found: Iterable[Found]) -> list[str]:
    """Where it is known from, each source once."""
    return list(dict.fromkeys(one.credit for one in found if one.credit))
