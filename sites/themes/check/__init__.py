"""What every theme is checked for, in whatever way it comes.

``check()`` is the one gate: ``theme check``, install, activation, a start of the product with
releases that an older version let in, and the admin's upload all go through it.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from sites.themes import manifest as manifests
from sites.themes.files import MANIFEST, ThemeFiles
from sites.themes.findings import Finding, Level, Report

from .subject import Parents, Subject

Rule = Callable[[Subject], Iterable[Finding]]

_rules: list[Rule] = []
_rendering: set[Rule] = set()


def rule(function: Rule, *, renders: bool = False) -> Rule:
    """Add a rule to those that every theme is checked for.

    ``renders``: it makes pages, which takes longer than all others together.
    """
    if function not in _rules:
        _rules.append(function)
    if renders:
        _rendering.add(function)
    return function


def rules() -> tuple[Rule, ...]:
    return tuple(_rules)


def check(
    files: ThemeFiles, parents: Parents, *, render: bool = True
) -> tuple[Subject | None, Report]:
    """What is wrong with a theme, and the theme read; None when its manifest cannot be used.

    ``parents(slug)`` gives the stack that a theme of this slug is for its children, or raises
    LookupError with words. Without ``render`` no page is made: for who wants an answer while
    somebody types, or only the stack.
    """
    manifest, findings = manifests.read(files)
    if manifest is None:
        return None, Report.of(findings)
    if manifest.parent == manifest.slug:
        return None, Report.of([*findings, _own_parent(files)])
    try:
        below = parents(manifest.parent)
    except LookupError as error:
        line = manifests.line_of(files.text(MANIFEST), "parent")
        what, mend = error.args
        found = Finding(MANIFEST, line, "M008", Level.FATAL, what, mend)
        return None, Report.of([*findings, found])
    tokens, faults = manifests.tokens_of(manifest, below.own_tokens, files.text(MANIFEST))
    subject = Subject(files, manifest, below, tokens)
    return subject, Report.of([*findings, *faults, *_found(subject, render)])


def _own_parent(files: ThemeFiles) -> Finding:
    line = manifests.line_of(files.text(MANIFEST), "parent")
    what = _("Le thème est son propre parent.")
    return Finding(MANIFEST, line, "M009", Level.FATAL, what, _("Écrivez « socle »."))


def _found(subject: Subject, render: bool) -> Iterator[Finding]:
    for each in _rules:
        if render or each not in _rendering:
            yield from each(subject)


__all__ = ["Parents", "Rule", "Subject", "check", "rule", "rules"]
