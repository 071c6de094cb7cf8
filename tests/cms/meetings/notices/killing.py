"""Schedules that die: run as a script, with the database in the environment.

Starts two processes at a time that tell subscribers, and kills them (SIGKILL) at random moments
until the event is over; prints how many were killed.
"""

import os
import random
import sys
import time

from tests.sites.notifications.killing import kill

LONGEST = 60.0  # seconds for the whole drill
BATCH = 5


def main(seed: int) -> None:
    import django

    django.setup()
    warm()
    chance, killed, ends_at = random.Random(seed), 0, time.monotonic() + LONGEST
    while time.monotonic() < ends_at and waits():
        tellers = [start(), start()]
        for teller in tellers:
            time.sleep(chance.uniform(0.05, 0.3))
            killed += kill(teller)
    print(killed)  # noqa: T201


def warm() -> None:
    """What takes long the first time is done before anybody is killed."""
    from django.db import connections

    from cms.meetings.models import MeetingPage
    from cms.meetings.notices import sending

    sending.text_of(sending.standing_of(MeetingPage.objects.get()), "call")
    connections.close_all()


def start() -> int:
    """Somebody who goes on until they are killed."""
    child = os.fork()
    if child:
        return child
    from sites.notifications.subscriptions import fanning

    fanning.BATCH = BATCH
    while True:
        fanning.run()
        time.sleep(0.01)


def waits() -> bool:
    from django.db import connections

    from sites.notifications.subscriptions.models import Event

    try:
        return Event.objects.filter(state__in=Event.OPEN).exists()
    finally:
        connections.close_all()  # none is inherited by the next ones


if __name__ == "__main__":
    main(int(sys.argv[1]))
