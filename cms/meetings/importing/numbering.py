"""The numbers that Word writes before paragraphs: they stand nowhere in the file, only their rules.

« 3.1 » is counted here as Word counts it, so that « voir le point 3 » stays true.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .parts import Package, attribute, child, children, number

_PLACE = re.compile(r"%([1-9])")
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """``shape`` is what is shown: « %1.%2 »; ``form`` how numbers are written."""

    form: str
    shape: str
    start: int


@dataclass(frozen=True)
class Counted:
    """``shown`` is what stands before the paragraph; empty for a bullet."""

    count: int = 0
    shown: str = ""


@dataclass
class _Numbers:
    """One list of the document: which rules it follows, and where it begins anew."""

    rules: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts while the document is read from its beginning to its end."""

    def __init__(self, package: Package):
        self._lists: dict[str, _Numbers] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for part in package.related("numbering"):
            rules = {attribute(one, "abstractNumId"): one for one in children(part, "abstractNum")}
            for one in children(part, "num"):
                self._lists.setdefault(attribute(one, "numId"), _numbers(one, rules))

    def level(self, key: str, depth: int) -> Level | None:
        known = self._lists.get(key)
        return known.levels.get(depth) if known else None

    def rules_of(self, key: str) -> str:
        """What lists that count on from one another have in common."""
        known = self._lists.get(key)
        return known.rules if known else ""

    def count(self, key: str, depth: int) -> Counted:
        """The number of the next paragraph on this level."""
        known, level = self._lists.get(key), self.level(key, depth)
        if known is None or level is None:
            return Counted()
        counts = self._counts.setdefault(known.rules, [None] * LEVELS)
        self._begin(key, known, counts)
        last = counts[depth]
        counts[depth] = now = level.start if last is None else last + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return Counted(now, _shown(level, known.levels, counts))

    def _begin(self, key: str, known: _Numbers, counts: list[int | None]) -> None:
        if key not in self._begun:
            self._begun.add(key)
            for depth, start in known.restarts.items():
                counts[depth] = start - 1


def _numbers(one: Element, rules: dict[str, Element]) -> _Numbers:
    key = attribute(child(one, "abstractNumId"))
    rule = rules.get(key)
    numbers = _Numbers(key, {_depth(level): _level(level) for level in children(rule, "lvl")})
    for override in children(one, "lvlOverride"):
        start = child(override, "startOverride")
        if start is not None:
            numbers.restarts[_depth(override)] = number(attribute(start), 1)
        if (level := child(override, "lvl")) is not None:
            numbers.levels[_depth(override)] = _level(level)
    return numbers


def _depth(element: Element) -> int:
    return min(number(attribute(element, "ilvl")), LEVELS - 1)


def _level(level: Element) -> Level:
    return Level(
        form=attribute(child(level, "numFmt")) or "decimal",
        shape=attribute(child(level, "lvlText")),
        start=number(attribute(child(level, "start")), 1),
    )


def _shown(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form in ("bullet", "none"):
        return ""

    def place(found: re.Match) -> str:
        depth = int(found[1]) - 1
        its = levels.get(depth, level)
        count = counts[depth]
        return _written(its.start if count is None else count, its.form)

    return _PLACE.sub(place, level.shape).strip()


def _written(count: int, form: str) -> str:
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 5 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form.endswith("Roman"):
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return str(count)


def _roman(count: int) -> str:
    signs = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    if not 0 < count < 50:
        return str(count)
    written = ""
    for value, sign in signs:
        written += sign * (count // value)
        count %= value
    return written
