"""Things that several people do at the same moment, each over a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

PATIENCE = 60  # seconds


def at_once(*works: Callable[[], object], refused: tuple[type[Exception], ...] = ()) -> list:
    """What each returns, or the exception of ``refused`` that it raises; all begin together."""
    gate = Barrier(len(works))

    def begin(work):
        try:
            gate.wait(PATIENCE)
            return work()
        except refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [job.result(PATIENCE) for job in [pool.submit(begin, work) for work in works]]
