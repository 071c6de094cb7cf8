"""The theme under check, as rules see it."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from sites.themes.files import STATIC, TEMPLATES, ThemeFiles
from sites.themes.findings import Finding, Level
from sites.themes.manifest import Manifest
from sites.themes.stack import Layer, Stack, is_themable
from sites.themes.tokens import Tokens

from .sources import Sources
from .tags import refused_tags

Parents = Callable[[str], Stack]


@dataclass(frozen=True)
class Subject:
    """A theme with what it stands on. ``tokens`` are complete: the parent's with this theme's."""

    files: ThemeFiles
    manifest: Manifest
    below: Stack
    tokens: Tokens

    @cached_property
    def stack(self) -> Stack:
        """The theme as a site would wear it."""
        return Stack((Layer(self.files, self.manifest), *self.below.layers))

    @cached_property
    def static_names(self) -> frozenset[str]:
        """The static files of the whole stack; unlike ``stack.static`` it publishes nothing."""
        return frozenset(name for layer in self.stack.layers for name in layer.files.static)

    @cached_property
    def parent_static(self) -> frozenset[str]:
        return frozenset(name for layer in self.below.layers for name in layer.files.static)

    @cached_property
    def templates(self) -> dict[str, str]:
        """Sources by name relative to ``templates/``."""
        return {name: self.files.text(TEMPLATES + name) for name in self.files.templates}

    @cached_property
    def sources(self) -> Sources:
        """The templates compiled: those that a theme may replace and that use known tags only."""
        known = {
            name: text
            for name, text in self.templates.items()
            if is_themable(name) and not refused_tags(text)
        }
        return Sources(known, self.below)

    @cached_property
    def parent_sources(self) -> Sources:
        return Sources({}, self.below)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Style sheets by name relative to ``static/``."""
        return {
            name: self.files.text(STATIC + name)
            for name in self.files.static
            if name.endswith(".css")
        }


def at(file: str, line: int, code: str, level: Level, what: str, mend: str = "") -> Finding:
    """A finding at a line of a file of the theme."""
    return Finding(file, line, code, level, what, mend)


def line_of(text: str, position: int) -> int:
    """The line (from 1) of a character."""
    return text.count("\n", 0, position) + 1


def line_with(text: str, words: str) -> int:
    """The first line that holds ``words``; 0 when none does."""
    found = re.search(re.escape(words), text)
    return line_of(text, found.start()) if found else 0


def closest(word: str, known: Iterable[str]) -> str:
    """Words that propose what was probably meant; else an advice to correct the name."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    if found:
        return _("Vouliez-vous écrire « %(name)s » ?") % {"name": found[0]}
    return _("Corrigez ce nom.")
