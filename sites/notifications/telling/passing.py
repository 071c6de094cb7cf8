"""One pass over everything that waits to be told."""

import time
from dataclasses import dataclass

from . import fanning, mailing

PASS = 45.0  # seconds; the next one is a minute away


@dataclass
class Pass:
    """What one pass did."""

    notices: int = 0
    mails: int = 0


def run(seconds: float = PASS) -> Pass:
    """Tell of what has happened, then write the mails that leave at once."""
    ends_at = time.monotonic() + seconds
    return Pass(notices=fanning.run(ends_at), mails=mailing.run(ends_at))
