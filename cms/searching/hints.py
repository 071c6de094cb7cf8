"""What a question names besides what is written: a council, a street, one with the other."""

from dataclasses import dataclass, replace

from sites.councils import streets
from sites.councils.hosts import Neighbour, table
from sites.searching.questions import LITTLE, Question, asked
from sites.searching.words import words_of

from .asking import Wanted

MOST_NAMED = 3  # « saint » is in the names of half of them: that names none
SHORTEST = 4  # letters of a word that may stand for a name


@dataclass(frozen=True)
class Hint:
    """A link to something better than a list: ``url`` and whose it is."""

    council: Neighbour
    url: str
    street: str = ""


def councils(wanted: Wanted) -> list[Hint]:
    """The councils that the question names, whatever the order of the words, and nothing else; not
    the one whose site one is on.
    """
    found = _named(wanted.question)
    if len(found) > MOST_NAMED:
        return []
    return [Hint(entry, f"{entry.url}/") for entry in found if entry.council != wanted.here]


def street(question: Question) -> list[Hint]:
    """The councils of the street that the question is the name of."""
    found = streets.called(question.text) if question else None
    entries = [table().neighbour(council) for council in found.councils] if found else []
    return [Hint(entry, f"{entry.url}/", found.name) for entry in entries if entry and found]


def within_council(wanted: Wanted) -> tuple[Wanted, Neighbour] | None:
    """« plénière louis blanc aqueduc »: the same question without the name, put to that council."""
    words = words_of(wanted.question.text)
    for entry in table().neighbours:
        name = _telling(entry.name)
        rest = [word for word in words if word not in name]
        if len(name) > 1 and name <= set(words) and set(rest) - LITTLE:
            question = asked(" ".join(rest))
            return replace(wanted.everywhere(), question=question, council=entry), entry
    return None


def _named(question: Question) -> list[Neighbour]:
    if whole := table().spelled(question.text):
        return [whole]
    words = _telling(question.text)
    if not any(len(word) >= SHORTEST for word in words):
        return []
    return [entry for entry in table().neighbours if words <= _telling(entry.name)]


def _telling(text: str) -> set[str]:
    return {word for word in words_of(text) if word not in LITTLE}
