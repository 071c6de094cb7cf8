"""One tick: whatever is due is done, one job after the other, and none can hold up the others.

Each job runs in a thread. One that takes long is left to itself after ``settings.ROUTINE_PATIENCE``
seconds and the next begins; as long as it works, its lease is renewed, and this tick does what
falls due meanwhile, because systemd starts no second one beside it. After ``LONGEST`` it is given
up: its lease ends and the next tick begins it again; its thread ends with this process.
"""

import logging
import time
from dataclasses import dataclass, field
from io import StringIO
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections

from . import schedule, stopping
from .schedule import Held

logger = logging.getLogger(__name__)

LONGEST = 1800.0  # seconds that a job may take
ROUND = 60.0  # seconds after which a tick that still waits looks for what is due
GLANCE = 0.5  # seconds between two looks at what is running


def run() -> list[str]:
    """Do what is due; the names of what failed. Raises what the database says when it is away."""
    crew = Crew()
    crew.begin()
    while crew.at_work:
        crew.watch(ROUND)
        crew.begin()
    return crew.failed


@dataclass
class Worker:
    """A job that runs in a thread of its own."""

    held: Held
    thread: Thread
    since: float = field(default_factory=time.monotonic)
    renewed: float = field(default_factory=time.monotonic)


class Crew:
    """The jobs that this process runs at the moment."""

    def __init__(self) -> None:
        self.at_work: list[Worker] = []
        self.failed: list[str] = []

    def begin(self) -> None:
        """Begin what is due, each once the one before has ended or used up our patience."""
        patience = settings.ROUTINE_PATIENCE
        for held in schedule.due():
            if stopping.asked.is_set():
                schedule.release(held)
                return
            if patience is None:
                self.do(held)
                continue
            thread = Thread(target=self.in_thread, args=(held,), name=held.name, daemon=True)
            self.at_work.append(Worker(held, thread))
            thread.start()
            self.watch(patience, thread)

    def in_thread(self, held: Held) -> None:
        try:
            self.do(held)
        except DatabaseError as error:  # then the lease ends by itself
            logger.warning("%s: what became of it is not written down: %s", held.name, error)
        finally:
            connections.close_all()

    def do(self, held: Held) -> None:
        """Run one job and write down what became of it. What it prints is not kept: once a
        minute, it would hide everything else in a journal.
        """
        try:
            call_command(held.name, stdout=StringIO())
        except (Exception, SystemExit):
            self.failed.append(held.name)
            logger.exception("%s failed", held.name)
            ours = schedule.fail(held)
        else:
            ours = schedule.succeed(held)
        if not ours:
            logger.warning("%s took so long that its lease ended", held.name)

    def watch(self, seconds: float, thread: Thread | None = None) -> None:
        """Wait for ``thread`` (None: for all), renewing leases, for so many seconds at most."""
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at:
            self.at_work = [worker for worker in self.at_work if self.goes_on(worker)]
            if not self.at_work or (thread and not thread.is_alive()):
                return
            (thread or self.at_work[0].thread).join(GLANCE)

    def goes_on(self, worker: Worker) -> bool:
        """Whether a job is still running and may; its lease is renewed in time."""
        now, name = time.monotonic(), worker.held.name
        if not worker.thread.is_alive():
            return False
        if now - worker.since > LONGEST:
            self.failed.append(name)
            logger.error("%s has been running for %d minutes: given up", name, LONGEST // 60)
            return False
        if now - worker.renewed > schedule.LEASE.total_seconds() / 3:
            worker.renewed = now
            try:
                schedule.renew(worker.held)
            except DatabaseError as error:
                logger.warning("%s: its lease is not renewed: %s", name, error)
        return True
