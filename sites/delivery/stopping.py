"""Ending when told to: what is under way is finished, nothing else is begun.

A process that is told to end (SIGTERM: a deployment, a machine that is switched off) would
otherwise stop between a mail that left and the note of it.
"""

import signal
import threading
from types import FrameType

asked = threading.Event()


def when_told() -> None:
    """Let SIGTERM ask instead of killing (in the main thread of a command)."""
    signal.signal(signal.SIGTERM, _ask)


def _ask(number: int, frame: FrameType | None) -> None:
    asked.set()
