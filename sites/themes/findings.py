"""What a check has found: a code, a place, what is wrong and how to mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext_lazy as _


class Level(IntEnum):
    """How much a finding weighs: fatal forbids installing, error forbids activating."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3
    FATAL = 4

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    Level.ADVICE: _("conseil"),
    Level.WARNING: _("avertissement"),
    Level.ERROR: _("erreur"),
    Level.FATAL: _("bloquant"),
}


# What templates read, scripts, and templates whose look-ups could not be read.
UNREADABLE = ("L", "T001", "T003", "T004", "T005", "T008")
UNSAFE = (*UNREADABLE, "S")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend. ``file`` is relative to the theme's folder (empty: the theme itself);
    ``line`` starts at 1 (0: the whole file). ``what`` and ``mend`` are sentences in French.
    """

    file: str
    line: int
    code: str
    level: Level = field(compare=False)
    what: str
    mend: str = field(compare=False, default="")

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    def as_data(self) -> dict:
        """For a report kept as JSON."""
        return {
            "file": self.file,
            "line": self.line,
            "code": self.code,
            "level": self.level.name.lower(),
            "what": _storable(self.what),
            "mend": _storable(self.mend),
        }


def _storable(text: str) -> str:
    """Words that may quote anything, without what PostgreSQL keeps in no JSON."""
    return re.sub(r"[\0\ud800-\udfff]", "\ufffd", str(text))


@dataclass(frozen=True)
class Report:
    """All findings on one theme, worst first."""

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        return cls(tuple(sorted(set(findings), key=lambda f: (-f.level, f))))

    @classmethod
    def from_data(cls, rows: list[dict]) -> "Report":
        return cls.of(Finding(**{**row, "level": Level[row["level"].upper()]}) for row in rows)

    def as_data(self) -> list[dict]:
        return [finding.as_data() for finding in self.findings]

    def at_least(self, level: Level) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.level >= level)

    @property
    def dangers(self) -> tuple[Finding, ...]:
        """What forbids to go on wearing a theme that an older version of the product let in."""
        return self._grave(UNSAFE)

    @property
    def may_be_tried(self) -> bool:
        """Whether a page may be made of it, if only to look at what comes out."""
        return not self._grave(UNREADABLE)

    def _grave(self, codes: tuple[str, ...]) -> tuple[Finding, ...]:
        errors = self.at_least(Level.ERROR)
        return tuple(f for f in errors if f.level is Level.FATAL or f.code.startswith(codes))

    @property
    def may_be_installed(self) -> bool:
        return not self.at_least(Level.FATAL)

    @property
    def may_be_worn(self) -> bool:
        return not self.at_least(Level.ERROR)
