"""Months: in addresses (2026-11), as intervals of time, as weeks of a table."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .zone import moment, wall_clock

_WORD = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
MONTHS = 12


@dataclass(frozen=True, order=True)
class Month:
    """Half-open: from its first moment to the first one of the next month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def at(cls, when: datetime) -> "Month":
        return cls.of(wall_clock(when).date())

    @classmethod
    def named(cls, word: str) -> "Month | None":
        """The month that an address calls ``word``; None for anything else."""
        found = _WORD.fullmatch(word)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def begins(self) -> datetime:
        return moment(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        return (self + 1).begins

    def __add__(self, months: int) -> "Month":
        year, zero_based = divmod(self.year * MONTHS + self.number - 1 + months, MONTHS)
        return Month(year, zero_based + 1)

    def days(self) -> Iterator[date]:
        length = calendar.monthrange(self.year, self.number)[1]
        return (self.first + timedelta(days=number) for number in range(length))


@dataclass(frozen=True)
class Day:
    """One cell of a month: ``day`` is None where the week reaches out of it."""

    day: date | None
    items: tuple = ()
    is_today: bool = False


def weeks(month: Month, items: Iterable, today: date) -> list[list[Day]]:
    """The month as weeks from Monday to Sunday; an item stands on each day that it touches."""
    known: dict[date, list] = {day: [] for day in month.days()}
    for item in items:
        for day in _touched(item.starts_at, item.ends_at):
            if day in known:
                known[day].append(item)
    cells = [Day(day, tuple(found), day == today) for day, found in known.items()]
    before = [Day(None)] * month.first.weekday()
    after = [Day(None)] * (-(len(before) + len(cells)) % 7)
    row = [*before, *cells, *after]
    return [row[start : start + 7] for start in range(0, len(row), 7)]


def _touched(starts: datetime, ends: datetime) -> Iterator[date]:
    """The days between two moments; what ends at midnight does not touch the day that begins."""
    first = wall_clock(starts).date()
    last = wall_clock(ends - timedelta(microseconds=1)).date()
    return (first + timedelta(days=number) for number in range(max((last - first).days, 0) + 1))


def grouped(items: Iterable) -> list[tuple[date, list]]:
    """Items in their order, by the month they begin in: its first day, and what begins in it."""
    groups: list[tuple[date, list]] = []
    for item in items:
        first = Month.at(item.starts_at).first
        if not groups or groups[-1][0] != first:
            groups.append((first, []))
        groups[-1][1].append(item)
    return groups
