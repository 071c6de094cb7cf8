"""Taking a person's names out of texts that stay: posts, reasons, logs.

- Their address goes wherever it stands, in whatever capitals.
- A call by name, « @Lilas » or « @[Lilas blanc] », goes from anybody's text, and so does the line
  that says whom they quote: both point at one person.
- Their pseudonym and full name as words go from *their own* texts and from logs of acts. Not from
  what others write: « lilas » is a flower too, and their words are theirs.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from sites.accounts.citing import escaped

from .registry import Person
from .rows import CHUNK

# Around a name in the first line of a quote: « > [Sureau a écrit :](https://…/?post=3) »
QUOTED_BEFORE, QUOTED_AFTER = r"(?<=> )\[", r"(?= [^\]\n]{1,30}\]\(http\S+\?post=\d+\))"
SHORTEST_WORD = 3  # a pseudonym of two letters is a word of every sentence


def nobody() -> str:
    """What stands where somebody was named."""
    return _("compte supprimé")


def no_address() -> str:
    return _("[adresse effacée]")


class Scrubber:
    """Takes the names of one person out of texts; ``own``: texts of theirs, or about them."""

    def __init__(self, person: Person, *, own: bool = False):
        cited = {escaped(name) for name in person.pseudonyms}
        self.terms = [
            *person.addresses,
            *(f"@{name}" for name in person.pseudonyms),
            *(f"@[{name}]" for name in person.pseudonyms),
            *(f"[{name} " for name in cited),
        ]
        self.rules = [
            (_either(person.addresses, r"(?<![\w.+-])", r"(?![\w-]|\.\w)"), no_address()),
            (_either(person.pseudonyms, r"(?<!\w)@", r"(?!\w)"), f"@{nobody()}"),
            (_either(person.pseudonyms, r"(?<!\w)@\[", r"\]"), f"@[{nobody()}]"),
            (_either(cited, QUOTED_BEFORE, QUOTED_AFTER), f"[{nobody()}"),
        ]
        words = {w for w in person.pseudonyms | person.names if len(w) >= SHORTEST_WORD}
        if own and words:
            self.terms += words
            self.rules.append((_either(words, r"(?<!\w)", r"(?!\w)", re.NOFLAG), nobody()))

    def text(self, text: str) -> str:
        for pattern, instead in self.rules:
            text = pattern.sub(instead, text)
        return text

    def value(self, value: Any) -> Any:
        """The same for what JSON holds."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        return value

    def candidates(self, rows: QuerySet, *fields: str) -> QuerySet:
        """Those of ``rows`` that may name the person in ``fields`` (text or JSON)."""
        either = Q(pk__in=[])
        for name in fields:
            for spelled in {s for term in self.terms for s in _spellings(term)}:
                either |= Q(**{f"text_of_{name}__icontains": spelled})
        return rows.alias(**{f"text_of_{name}": Cast(name, TextField()) for name in fields}).filter(
            either
        )

    def rows(self, rows: QuerySet, *fields: str) -> int:
        """Rewrite ``fields`` of ``rows``; returns how many were changed."""
        changed = 0
        for row in self.candidates(rows, *fields).iterator(chunk_size=CHUNK):
            before = {name: getattr(row, name) for name in fields}
            after = {name: self.value(value) for name, value in before.items()}
            if after != before:
                type(row)._base_manager.filter(pk=row.pk).update(**after)
                changed += 1
        return changed


def _spellings(term: str) -> set[str]:
    """As databases keep it: SQLite folds no accents, and its JSON escapes them."""
    return {f(w) for w in (term, term.lower(), term.upper()) for f in (str, _in_json)}


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _either(words: Iterable[str], before: str, after: str, flags=re.IGNORECASE) -> re.Pattern:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(f"{before}(?:{'|'.join(map(re.escape, longest_first))}){after}", flags)
