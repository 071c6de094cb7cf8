"""How long what failed waits, and when it is given up: one rule for every mail, whether it is to be
sent (sending.py), to be written (telling/mailing.py) or to be told of (the two fanning.py).
"""

import random
from datetime import timedelta

FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
GIVE_UP = 20  # times that something may fail, which takes three days


def delay(times: int, longest: timedelta = LONGEST_DELAY) -> timedelta:
    """How long to wait after so many failures; up to a fifth more, so that not all come at once."""
    wait = min(FIRST_DELAY * 2 ** min(times - 1, 30), longest)
    return wait * random.uniform(1, 1.2)  # noqa: S311 - nothing is secret here
