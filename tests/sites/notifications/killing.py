"""Senders that die: run as a script, with the database and the sink in the environment.

Starts two senders at a time in processes of their own and kills them (SIGKILL) at random moments
until nothing waits any more; prints how many were killed. Leases last a second here.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta

LEASE = timedelta(seconds=1)
LONGEST = 60.0  # seconds for the whole drill


def main(port: int, seed: int) -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    chance, killed, ends_at = random.Random(seed), 0, time.monotonic() + LONGEST
    while time.monotonic() < ends_at:
        senders = [start(), start()]
        for sender in senders:
            time.sleep(chance.uniform(0.01, 0.2))
            killed += kill(sender)
        if remaining() == 0:
            break
    print(killed)  # noqa: T201


def start() -> int:
    """A sender that goes on until it is killed."""
    child = os.fork()
    if child:
        return child
    from sites.notifications import sending

    sending.LEASE = LEASE
    while True:
        sending.run()
        time.sleep(0.02)


def kill(sender: int) -> bool:
    os.kill(sender, signal.SIGKILL)
    _pid, status = os.waitpid(sender, 0)
    return os.WIFSIGNALED(status)


def remaining() -> int:
    """How many mails wait or are in the hands of the dead; asked by a process of its own, so that
    no connection is inherited by the next senders.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    from sites.notifications.models import Mail

    os._exit(min(Mail.objects.open().count(), 100))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
