"""What production's timer does each minute, done by the demo's server itself while it serves."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

from sites.delivery import ticking

EVERY = 60.0  # seconds
LAST_WORDS = 5.0  # seconds that a run under way is given when the server stops
logger = logging.getLogger(__name__)


@contextmanager
def beside(every: float = EVERY) -> Iterator[Thread]:
    """Within it, a thread does what is due, at once and then again and again."""
    stop = Event()
    thread = Thread(target=_until, args=(stop, every), name="upkeep", daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(LAST_WORDS)


def _until(stop: Event, every: float) -> None:
    while not stop.is_set():
        try:
            ticking.run()
        except DatabaseError as error:  # busy: somebody loads the demo afresh beside us
            logger.warning("what is due waits for the next minute: %s", error)
        except Exception:
            logger.exception("the tick failed")
        finally:
            connection.close()
        stop.wait(every)
