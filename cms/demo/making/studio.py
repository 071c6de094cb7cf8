"""Where the demo's pictures are drawn: in processes of their own, while pages are written."""

import os
import signal
from collections.abc import Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType

from cms.demo.illustrations import draw

SIZE = (1440, 900)  # pixels: the widest any page shows, see cms.pages.pictures
MOST = 4  # processes; more would find nothing left to draw once they are up

Wanted = tuple[str, str | None]
"""A drawing's name and the code of the council that wears it (None: the portal)."""


def processes() -> Executor:
    """New interpreters: a fork would hold our open transaction. Ctrl-C is for us alone to hear."""
    return ProcessPoolExecutor(
        min(MOST, os.cpu_count() or 1),
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


class Studio:
    """Begins with what it is told of when it opens; anything else is drawn when asked for."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._executor = processes()
        self._begun: dict[Wanted, Future[bytes]] = {
            one: self._executor.submit(draw, *one, size=SIZE) for one in dict.fromkeys(wanted)
        }

    def drawing(self, wanted: Wanted) -> bytes:
        """A JPEG; waits until it is drawn."""
        begun = self._begun.get(wanted)
        return begun.result() if begun else draw(*wanted, size=SIZE)

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._executor.shutdown(cancel_futures=True)
