"""Numbers in the database that tell every process when what it keeps in memory is out of date.

A process that derives something costly from the database (the table of hosts, the menus) keeps it
with the stamp it was made under. Whoever changes the source bumps the stamp in the same
transaction; every process looks at the stamps at most every ``HOST_TABLE_MAX_AGE`` seconds, with
one query for all of them, and makes its copy again when the number has moved.
"""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, models, transaction

T = TypeVar("T")

HOSTS = "hosts"
CHROME = "chrome"


class Stamp(models.Model):
    """One row per thing that processes keep in memory."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField()

    class Meta:
        app_label = "quartiers_councils"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Numbers:
    """What one process, or one transaction, last read of the table of stamps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.read_at = float("-inf")
        self._numbers: dict[str, int] = {}

    def forget(self) -> None:
        """Read the table again before the next answer."""
        self.read_at = float("-inf")

    def number(self, name: str) -> int:
        """The stamp ``name``, at most ``HOST_TABLE_MAX_AGE`` seconds old; 0 if never bumped."""
        if self.is_old():
            with self._lock:
                if self.is_old():  # nobody else read it while we waited
                    self._read()
        return self._numbers.get(name, 0)

    def _read(self) -> None:
        asked_at = time.monotonic()  # what is committed while we read may be missed
        try:
            self._numbers = dict(Stamp.objects.values_list("name", "number"))
        except (OperationalError, InterfaceError):
            if not self._numbers:
                raise  # else the database is away: what was true last is better than nothing
        self.read_at = asked_at

    def is_old(self) -> bool:
        """Whether the table must be read before the next answer."""
        return time.monotonic() - self.read_at >= settings.HOST_TABLE_MAX_AGE


class Reader:
    """The stamps as this process sees them.

    A thread inside a transaction reads for itself: it may see numbers that nobody else may know
    yet, under which another thread would keep what it makes of the old rows.
    """

    def __init__(self) -> None:
        self._shared = Numbers()
        self._inside = threading.local()

    def forget(self) -> None:
        """Read the table again before the next answer."""
        self._shared.forget()
        self._own().forget()

    def look_again(self) -> None:
        """The same for this thread alone, within its transaction."""
        self._own().forget()
        self._inside.looked_at = time.monotonic()

    def number(self, name: str) -> int:
        """The stamp ``name``; see Numbers."""
        shared = self._shared
        if connection.in_atomic_block and (shared.is_old() or self._has_looked()):
            return self._own().number(name)
        return shared.number(name)

    def _has_looked(self) -> bool:
        """Whether this thread looked for itself after the others did."""
        return getattr(self._inside, "looked_at", float("-inf")) >= self._shared.read_at

    def _own(self) -> Numbers:
        if not hasattr(self._inside, "numbers"):
            self._inside.numbers = Numbers()
        return self._inside.numbers


_reader = Reader()


def bump(*names: str) -> None:
    """Say that what is derived from ``names`` has changed (inside the changing transaction)."""
    for name in sorted(names):  # one order everywhere: no deadlock between two changes
        # A random number, not a counter: one that was rolled back is never met again.
        Stamp.objects.update_or_create(name=name, defaults={"number": secrets.randbits(62)})
    _reader.forget()
    transaction.on_commit(_reader.forget)


def look_again() -> None:
    """Read the stamps again before the next answer: for who may not be half a second late.

    Within a transaction, which all who ask are in; those beside it go on with what they know.
    """
    _reader.look_again()


class Stamped(Generic[T]):
    """A value made by ``make()`` and kept in this process until the stamp ``name`` moves."""

    def __init__(self, name: str, make: Callable[[], T], reader: Reader = _reader):
        self._name, self._make, self._reader = name, make, reader
        self._kept: tuple[int, T] | None = None

    def forget(self) -> None:
        """Make the value again at the next ``get()``, whether its stamp has moved or not."""
        self._kept = None

    def get(self) -> T:
        number = self._reader.number(self._name)
        kept = self._kept
        if kept is None or kept[0] != number:
            kept = (number, self._make())  # read after its stamp: never older than it claims
            self._kept = kept
        return kept[1]
