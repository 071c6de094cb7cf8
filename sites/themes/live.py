"""A theme while it is written: read from its folder at every change, worn by one site.

Only ``manage.py theme dev`` turns this on, in its own process on the author's machine.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from . import checking
from .files import JUNK, Unreadable, from_folder
from .findings import Finding, Level, Report
from .stack import Stack, base


@dataclass
class Workbench:
    """One folder and the last state of it that could be worn."""

    site_id: int
    folder: Path
    version: str = ""
    stack: Stack | None = None
    report: Report = field(default_factory=Report)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self) -> None:
        """Read the folder again if anything in it has changed."""
        now = signature(self.folder)
        if now == self.version:
            return
        with self._lock:
            if now != self.version:
                self._read()
                self.version = now

    def _read(self) -> None:
        try:
            subject, self.report = checking.check_files(from_folder(self.folder))
        except Unreadable as error:
            self.report = Report.of([error.finding])
        except OSError as error:  # an editor is just replacing a file: the next look finds it
            words = _("Le dossier ne peut pas être lu : %(error)s.") % {"error": error}
            self.report = Report.of([Finding("", 0, "P001", Level.FATAL, words)])
        else:
            self.stack = subject.stack if subject else self.stack


_bench: Workbench | None = None


def set_up(site_id: int, folder: Path) -> Workbench:
    """Let the site of this process wear what lies in ``folder``."""
    global _bench
    _bench = Workbench(site_id, folder)
    return _bench


def clear() -> None:
    """Wear again what the database says."""
    global _bench
    _bench = None


def bench() -> Workbench | None:
    """The folder that is being worked on; None on every real site."""
    return _bench


def stack_for(site_id: int) -> Stack | None:
    """The theme under work where ``site_id`` wears it."""
    if _bench is None or _bench.site_id != site_id:
        return None
    _bench.look()
    return _bench.stack or base()


def signature(folder: Path) -> str:
    """Changes whenever a file of the folder does."""
    facts = []
    for path in sorted(folder.rglob("*")):
        if any(part in JUNK or part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            info = path.stat()
        except OSError:
            continue
        facts.append(f"{path}:{info.st_mtime_ns}:{info.st_size}")
    return str(hash(tuple(facts)))
