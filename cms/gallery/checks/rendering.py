"""The rules R0…: every specimen is made in the theme, and the HTML looked at.

No query, no HTTP, no file: the values of specimens are in code.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from django.db import connection
from django.utils.translation import gettext as _

from cms.gallery import rendering
from cms.gallery.registry import Group, Specimen
from cms.gallery.scene import anywhere
from cms.gallery.specimens import gallery
from sites.themes import pool
from sites.themes.check import Subject
from sites.themes.files import TEMPLATES, ThemeFiles
from sites.themes.findings import Finding
from sites.themes.stack import Layer, Stack, wearing

from .failures import places
from .faults import Fault, faults_of

logger = logging.getLogger(__name__)
FAILS = "R001"
NAMED = 3  # specimens in a sentence
LONGEST = 200  # characters of somebody else's message


def rendered(subject: Subject) -> Iterator[Finding]:
    """What is wrong with the pages of a theme."""
    with pool.keeping_nothing():
        yield from Trial(subject).findings()


@dataclass
class Seen:
    """One fault and all specimens that have it."""

    fault: Fault
    specimens: list[Specimen] = field(default_factory=list)


class Noting(frozenset[str]):
    """The templates that themes replace; notes which of them are asked for."""

    def __init__(self, names: Iterable[str]):
        self.asked: set[str] = set()

    def __contains__(self, name: object) -> bool:
        found = super().__contains__(name)
        if found:
            self.asked.add(str(name))
        return found


def _refuse(execute, sql, params, many, context) -> NoReturn:
    """A specimen asks the database nothing; a template that does reaches where it may not."""
    raise PermissionError("a template asks the database")


class Trial:
    """One theme, tried on every specimen.

    Where a specimen is at fault, the templates of the theme are taken away one by one: the one
    without which the fault is gone has made it.
    """

    def __init__(self, subject: Subject):
        self.subject = subject
        self.scene = anywhere()
        # Stacks of our own: those of the subject may come to be worn, with files that are served.
        self.stack = Stack(subject.stack.layers)
        self.stack.overrides = self.replaced = Noting(self.stack.overrides)
        self.below = Stack(subject.below.layers)
        self.lighter: dict[str, Stack] = {}
        self.guilty: list[str] = []

    def findings(self) -> Iterator[Finding]:
        seen: dict[tuple[str, int, str], Seen] = {}
        for specimen in tried():
            for fault in self.own_faults(specimen):
                file, line = self.place_of(fault, specimen)
                kept = seen.setdefault((file, line, fault.code), Seen(fault))
                kept.specimens.append(specimen)
        for (file, line, code), kept in seen.items():
            fault = kept.fault
            what = f"{fault.what} {_named(kept.specimens)}"
            yield Finding(file, line, code, fault.level, what, fault.mend)

    def own_faults(self, specimen: Specimen) -> list[Fault]:
        """The faults that the parents of the theme do not have as well."""
        found = self.faults(specimen, self.stack)
        if not found or self.subject.below.is_base:
            return found
        known = {(fault.code, fault.what) for fault in self.faults(specimen, self.below)}
        return [fault for fault in found if (fault.code, fault.what) not in known]

    def faults(self, specimen: Specimen, stack: Stack) -> list[Fault]:
        self.scene.chrome.parts.clear()  # what is kept would not be asked for again
        with wearing(stack), connection.execute_wrapper(_refuse):
            try:
                html = rendering.fragment(specimen, self.scene)
            except Exception as error:
                return [self.failure(error)]
        return faults_of(specimen, html)

    def failure(self, error: Exception) -> Fault:
        logger.debug("a specimen fails in %s", self.stack, exc_info=error)
        told = f"{type(error).__name__} : {error}"[:LONGEST]
        what = _("Le gabarit échoue : %(error)s.") % {"error": told}
        mend = _("Regardez cette ligne : un nom, une balise ou un gabarit qui n’existe pas ?")
        return Failure(FAILS, what, mend, error=error)

    def place_of(self, fault: Fault, specimen: Specimen) -> tuple[str, int]:
        """The file of the theme that has made the fault, and the line where it is known."""
        if isinstance(fault, Failure) and (found := self._written(fault.error)):
            return found
        candidates = sorted(self._asked(specimen) & set(self.subject.stack.top.sources))
        if len(candidates) == 1:
            return TEMPLATES + candidates[0], 0
        # Whoever was guilty before is asked first: a frame spoils every page.
        for name in sorted(candidates, key=lambda n: (n not in self.guilty, n)):
            left = {(f.code, f.what) for f in self.faults(specimen, self.without(name))}
            fails = any(code == FAILS for code, _what in left)  # then nothing else is known
            if (fault.code, fault.what) not in left and not fails:
                self.guilty = [name, *(n for n in self.guilty if n != name)]
                return TEMPLATES + name, 0
        return "", 0

    def _asked(self, specimen: Specimen) -> set[str]:
        """The templates of themes that the specimen is made with."""
        self.replaced.asked.clear()
        self.faults(specimen, self.stack)
        return set(self.replaced.asked)

    def _written(self, error: Exception) -> tuple[str, int] | None:
        """The innermost line of the theme itself that was at work when ``error`` was raised."""
        own = self.subject.stack.top
        for place in reversed(places(error)):
            if place.name in own.sources and own.digest[:12] in place.origin:
                return TEMPLATES + place.name, place.line
        return None

    def without(self, name: str) -> Stack:
        """The theme without one of its templates."""
        if name not in self.lighter:
            contents = self.subject.files.contents
            kept = {path: data for path, data in contents.items() if path != TEMPLATES + name}
            top = Layer(ThemeFiles(kept), self.subject.manifest)
            self.lighter[name] = Stack((top, *self.subject.below.layers))
        return self.lighter[name]


@dataclass(frozen=True)
class Failure(Fault):
    """A specimen that could not be made at all."""

    error: Exception = field(default_factory=Exception, compare=False)


def tried() -> list[Specimen]:
    """The specimens that a theme can spoil."""
    ours = (Group.TOKENS, Group.MAILS)
    return [specimen for specimen in gallery() if specimen.group not in ours]


def _named(specimens: list[Specimen]) -> str:
    """Where to look in the gallery."""
    names = ", ".join(map(str, specimens[:NAMED]))
    more = len(specimens) - NAMED
    if more > 0:
        words = _("Dans la galerie : %(names)s… (%(count)d spécimens).")
        return words % {"names": names, "count": len(specimens)}
    return _("Dans la galerie : %(names)s.") % {"names": names}
