"""What comes back: presets, their dates, their words, their RRULE, and days that are different.

Pure: nothing here knows of pages or of the database. The weekday, its place in the month and the
day of the month are those of the first date, so that a rule and its first date never disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays
from django.db.models import TextChoices
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .zone import moment, span

MOST = 200  # occurrences of one series
LONGEST = relativedelta(years=3)  # from its first date to its last
LONGEST_ONE = timedelta(days=31)  # from its beginning to its end
USUAL = timedelta(hours=2)  # what calendars are told when nobody said when it ends
FEWEST = 2  # what takes place once does not come back
WEEK = 7
NTH = (gettext_lazy("1er"), gettext_lazy("2e"), gettext_lazy("3e"), gettext_lazy("4e"))
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Repeat(TextChoices):
    """The presets, in the words of the form."""

    ONCE = "once", gettext_lazy("Une seule fois")
    WEEKLY = "weekly", gettext_lazy("Toutes les semaines, le même jour")
    FORTNIGHTLY = "fortnightly", gettext_lazy("Toutes les deux semaines, le même jour")
    NTH_WEEKDAY = "nth_weekday", gettext_lazy("Tous les mois, comme « le 2e mardi du mois »")
    LAST_WEEKDAY = "last_weekday", gettext_lazy("Tous les mois, comme « le dernier mardi du mois »")
    DAY_OF_MONTH = "day_of_month", gettext_lazy("Tous les mois, à la même date, comme « le 8 »")


class Difference(TextChoices):
    """What one day of a series has of its own."""

    SKIPPED = "skipped", gettext_lazy("N’a pas lieu (retirée de la liste)")
    CANCELLED = "cancelled", gettext_lazy("Annulée (reste affichée, avec la raison)")
    MOVED = "moved", gettext_lazy("Déplacée (autre jour, heure ou lieu)")


class State(StrEnum):
    """What became of an occurrence."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Problem:
    """Something wrong with a rule: the field of the form it belongs to, and words."""

    field: str
    words: str


@dataclass(frozen=True)
class Rule:
    """A preset and its end: the last possible date or a number of times, not both."""

    repeat: Repeat = Repeat.ONCE
    until: date | None = None
    count: int | None = None

    @property
    def comes_back(self) -> bool:
        return self.repeat != Repeat.ONCE

    def dates(self, first: date) -> list[date]:
        """The days of the series, ``first`` among them when it follows the rule; never more than
        ``MOST``, whatever the rule says."""
        if not self.comes_back:
            return [first]
        return list(islice(_walk(self, first), MOST))

    def problems(self, first: date) -> list[Problem]:
        """What is wrong with the rule for a series that begins on ``first``."""
        if not self.comes_back:
            return list(_end_without_rule(self))
        found = [*_wrong_end(self, first), *_wrong_first_day(self, first)]
        return found or list(_too_long(self, first))

    def words(self, first: date) -> str:
        """« le 2e mardi du mois, jusqu’au 30 juin 2027 »; nothing for what takes place once."""
        if not self.comes_back:
            return ""
        return f"{_preset_words(self.repeat, first)}, {_end_words(self)}"

    def rrule(self, first: datetime) -> str:
        """The RRULE (RFC 5545) of a series whose first wall-clock beginning is ``first``."""
        parts = _rrule_parts(self.repeat, first.date())
        if self.count:
            return f"{parts};COUNT={self.count}"
        last = moment(datetime.combine(self.dates(first.date())[-1], first.time()))
        return f"{parts};UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def nth_in_month(day: date) -> int:
    """Which of its weekday ``day`` is in its month: 2 for the second Tuesday."""
    return (day.day - 1) // WEEK + 1


def is_last_in_month(day: date) -> bool:
    """Whether ``day`` is the last of its weekday in its month."""
    return (day + timedelta(days=WEEK)).month != day.month


def _walk(rule: Rule, first: date) -> Iterator[date]:
    """The days that the rule gives, without any end when it names none."""
    limits: dict = {}
    if rule.until:
        limits["until"] = datetime.combine(rule.until, time.min)
    elif rule.count:
        limits["count"] = rule.count
    begin = datetime.combine(first, time.min)
    for found in rrule(dtstart=begin, **_arguments(rule.repeat, first), **limits):
        yield found.date()


def _arguments(repeat: Repeat, first: date) -> dict:
    """The preset as dateutil says it."""
    weekday = weekdays[first.weekday()]
    return {
        Repeat.WEEKLY: {"freq": WEEKLY},
        Repeat.FORTNIGHTLY: {"freq": WEEKLY, "interval": 2},
        Repeat.NTH_WEEKDAY: {"freq": MONTHLY, "byweekday": weekday(nth_in_month(first))},
        Repeat.LAST_WEEKDAY: {"freq": MONTHLY, "byweekday": weekday(-1)},
        Repeat.DAY_OF_MONTH: {"freq": MONTHLY, "bymonthday": first.day},
    }[repeat]


def _rrule_parts(repeat: Repeat, first: date) -> str:
    """The preset as RFC 5545 says it, without its end."""
    code = DAY_CODES[first.weekday()]
    return {
        Repeat.WEEKLY: f"FREQ=WEEKLY;BYDAY={code}",
        Repeat.FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}",
        Repeat.NTH_WEEKDAY: f"FREQ=MONTHLY;BYDAY={nth_in_month(first)}{code}",
        Repeat.LAST_WEEKDAY: f"FREQ=MONTHLY;BYDAY=-1{code}",
        Repeat.DAY_OF_MONTH: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
    }[repeat]


def _end_without_rule(rule: Rule) -> Iterator[Problem]:
    words = _("Ceci n’a de sens que pour ce qui revient : videz ce champ ou choisissez un rythme.")
    if rule.until:
        yield Problem("until", words)
    if rule.count:
        yield Problem("count", words)


def _wrong_end(rule: Rule, first: date) -> Iterator[Problem]:
    if (rule.until is None) == (rule.count is None):
        yield Problem(
            "until",
            _("Dites quand cela s’arrête : une date de fin ou un nombre de fois, l’un des deux."),
        )
    elif rule.until and rule.until < first:
        yield Problem("until", _("La dernière date possible vient après la première."))
    elif rule.until and rule.until > first + LONGEST:
        yield Problem("until", _("Trois ans au plus : vous prolongerez la série plus tard."))
    elif rule.count is not None and not FEWEST <= rule.count <= MOST:
        yield Problem(
            "count",
            _("De %(fewest)s à %(most)s fois.") % {"fewest": FEWEST, "most": MOST},
        )


def _wrong_first_day(rule: Rule, first: date) -> Iterator[Problem]:
    if rule.repeat == Repeat.NTH_WEEKDAY and nth_in_month(first) > len(NTH):
        yield Problem(
            "repeat",
            _(
                "La première date est un 5e %(weekday)s, et la plupart des mois n’en ont que "
                "quatre : choisissez plutôt le dernier du mois."
            )
            % {"weekday": _weekday(first)},
        )
    elif rule.repeat == Repeat.LAST_WEEKDAY and not is_last_in_month(first):
        yield Problem(
            "repeat",
            _("La première date n’est pas le dernier %(weekday)s de son mois.")
            % {"weekday": _weekday(first)},
        )


def _too_long(rule: Rule, first: date) -> Iterator[Problem]:
    """Of a rule whose end is well said: whether it gives enough dates, and not too many."""
    end = "count" if rule.count else "until"
    found = list(islice(_walk(rule, first), MOST + 1))
    if len(found) > MOST:
        yield Problem(end, _("%(most)s dates au plus.") % {"most": MOST})
    elif len(found) < FEWEST:
        yield Problem(end, _("Avec cette fin, la série n’a qu’une seule date."))
    elif found[-1] > first + LONGEST:
        yield Problem(end, _("Trois ans au plus : vous prolongerez la série plus tard."))


def _weekday(day: date) -> str:
    return format_date(day, "l")


def _preset_words(repeat: Repeat, first: date) -> str:
    names = {"weekday": _weekday(first), "day": first.day}
    if repeat == Repeat.NTH_WEEKDAY:
        names["nth"] = str(NTH[nth_in_month(first) - 1])
    return {
        Repeat.WEEKLY: _("toutes les semaines, le %(weekday)s"),
        Repeat.FORTNIGHTLY: _("toutes les deux semaines, le %(weekday)s"),
        Repeat.NTH_WEEKDAY: _("le %(nth)s %(weekday)s du mois"),
        Repeat.LAST_WEEKDAY: _("le dernier %(weekday)s du mois"),
        Repeat.DAY_OF_MONTH: _day_words(first),
    }[repeat] % names


def _day_words(first: date) -> str:
    if first.day == 1:
        return _("le 1er du mois")
    if first.day > 28:
        return _("le %(day)s du mois, quand il y en a un")
    return _("le %(day)s du mois")


def _end_words(rule: Rule) -> str:
    if rule.until:
        return _("jusqu’au %(day)s") % {"day": plain_date(rule.until)}
    return _("%(count)s fois") % {"count": rule.count}


def plain_date(day: date) -> str:
    """« 1er juin 2027 » without markup."""
    if day.day == 1:
        return _("1er %(month)s") % {"month": format_date(day, "F Y")}
    return format_date(day, "j F Y")


# What really takes place -------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """That the occurrence of ``day`` is different. Times are wall-clock ones; what is empty stays
    as the series has it."""

    day: date
    kind: Difference
    reason: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""


@dataclass(frozen=True)
class Occurrence:
    """One time that something takes place, or was to. ``day`` is the day the rule gives, whatever
    became of it: it stands in addresses, and in RECURRENCE-ID with the hour of ``planned``."""

    day: date
    planned: datetime
    starts: datetime
    ends: datetime
    state: State = State.PLANNED
    reason: str = ""
    place: str = ""

    @property
    def is_cancelled(self) -> bool:
        return self.state is State.CANCELLED


@dataclass(frozen=True)
class Series:
    """What takes place once or several times. ``starts`` and ``ends`` are the wall-clock times of
    the first one; all keep their hours when the clock changes."""

    starts: datetime
    ends: datetime
    rule: Rule = field(default_factory=Rule)
    changes: tuple[Change, ...] = ()
    is_cancelled: bool = False
    reason: str = ""

    @property
    def days(self) -> list[date]:
        """The days that the rule gives, those that are skipped too."""
        return self.rule.dates(self.starts.date())

    def skipped(self) -> list[date]:
        gone = {c.day for c in self.changes if c.kind == Difference.SKIPPED}
        return [day for day in self.days if day in gone]

    def occurrences(self) -> list[Occurrence]:
        """What takes place or was to, in the order of the rule."""
        different = {change.day: change for change in self.changes}
        found = (self._occurrence(day, different.get(day)) for day in self.days)
        return [occurrence for occurrence in found if occurrence]

    def strangers(self) -> list[Change]:
        """Changes of days that the rule does not give."""
        days = set(self.days)
        return [change for change in self.changes if change.day not in days]

    def without_cancelled(self, before: datetime) -> "Series":
        """The series as it looks when what was cancelled and would have ended by ``before`` is
        no longer told."""
        old = {o.day for o in self.occurrences() if o.is_cancelled and o.ends <= before}
        kept = [change for change in self.changes if change.day not in old]
        gone = [Change(day, Difference.SKIPPED) for day in sorted(old)]
        return replace(self, changes=(*kept, *gone))

    def _occurrence(self, day: date, change: Change | None) -> Occurrence | None:
        if change and change.kind == Difference.SKIPPED:
            return None
        wall = datetime.combine(day, self.starts.time())
        usual = Occurrence(day, moment(wall), *span(wall, wall + (self.ends - self.starts)))
        if change and change.kind == Difference.MOVED:
            usual = self._moved(usual, change)
        if self.is_cancelled:
            return replace(usual, state=State.CANCELLED, reason=self.reason)
        if change and change.kind == Difference.CANCELLED:
            return replace(usual, state=State.CANCELLED, reason=change.reason)
        return usual

    def _moved(self, usual: Occurrence, change: Change) -> Occurrence:
        wall = change.starts or datetime.combine(change.day, self.starts.time())
        end = change.ends or wall + (self.ends - self.starts)
        begin, end = span(wall, end)
        return replace(
            usual,
            starts=begin,
            ends=end,
            state=State.MOVED,
            reason=change.reason,
            place=change.place,
        )
