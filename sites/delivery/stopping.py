"""Ending when told to: what is under way is finished, nothing else is begun.

A process that is told to end (SIGTERM: a deployment, a machine that is switched off) would
otherwise stop between a mail that left and the note of it.
"""

import signal
import threading
from types import FrameType

from django.core.management.base import BaseCommand

asked = threading.Event()


def when_told(command: BaseCommand) -> None:
    """Let SIGTERM ask instead of killing, where ``command`` has the process for itself."""
    if getattr(command, "_called_from_command_line", False):
        signal.signal(signal.SIGTERM, _ask)


def _ask(number: int, frame: FrameType | None) -> None:
    asked.set()
