"""The threads that work right after a commit, so that a code arrives in a second or two, and what
has happened is told (telling/); one each, for nobody who waits for a code stands behind a crowd.

They are a courtesy: when this process dies, when no thread can be started, what waits is done by
the schedule within a minute.
"""

import atexit
import logging
from collections.abc import Callable
from threading import Lock, Thread

from django.conf import settings
from django.db import connections

from sites.delivery import stopping

LAST_WORDS = 10.0  # seconds that a mail under way is given when this process ends
logger = logging.getLogger(__name__)


class Waker:
    """One thread at a time; whoever calls while it works is served before it ends."""

    def __init__(self, name: str = "outbox", work: Callable[[], object] | None = None) -> None:
        self._name, self._pass = name, work or _send
        self._lock = Lock()
        self._works = self._called = False
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Have one sending pass begin after this moment; returns at once, whatever happens."""
        with self._lock:
            self._called = True
            if self._works:
                return
            self._works = True
        try:
            thread = Thread(target=self._work, name=self._name, daemon=True)
            thread.start()
            self._thread = thread
        except RuntimeError as error:  # no thread can be started: the machine is full, or it ends
            self._works = False
            logger.warning("what %s has to do must wait for the schedule: %s", self._name, error)

    def finish(self) -> None:
        """Let the mail under way be sent and noted, and no other."""
        stopping.asked.set()
        if self._thread:
            self._thread.join(LAST_WORDS)

    def _work(self) -> None:
        try:
            while self._is_called():
                self._run()
        finally:
            connections.close_all()

    def _is_called(self) -> bool:
        """Whether there is more to do; when not, the next caller starts another thread."""
        with self._lock:
            called, self._called = self._called, False
            self._works = called
            return called

    def _run(self) -> None:
        try:
            self._pass()
        except Exception:  # the database is away…: the schedule comes by
            logger.exception("what %s has to do must wait for the schedule", self._name)


def _send() -> None:
    from . import sending  # which needs the models

    sending.run()


def _tell() -> None:
    from .telling import passing

    passing.run()


_waker = Waker()
_teller = Waker("telling", _tell)
atexit.register(_waker.finish)
atexit.register(_teller.finish)


def wake() -> None:
    """Send what waits, soon and elsewhere."""
    if settings.MAIL_WAKES:
        _waker.wake()


def tell() -> None:
    """Tell people of what has happened, soon and elsewhere."""
    if settings.MAIL_WAKES:
        _teller.wake()
