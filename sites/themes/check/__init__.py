"""What every theme is checked for, in whatever way it comes.

``check()`` is the one gate: ``theme check``, install, activation, a start of the product with
releases that an older version let in, and the admin's upload all go through it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from sites.themes import manifest as manifests
from sites.themes.files import MANIFEST, ThemeFiles
from sites.themes.findings import Finding, Level, Report
from sites.themes.tokens import Tokens

from .subject import Parents, Subject

logger = logging.getLogger(__name__)

Rule = Callable[[Subject], Iterable[Finding]]

MOST = 200  # findings of one rule: whoever has more mends these first

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


def registered() -> tuple[Rule, ...]:
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
    if fault := _identity_fault(files, manifest):
        return None, Report.of([*findings, fault])
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


def check_base(files: ThemeFiles) -> Report:
    """What is wrong with the manifest and the tokens of the base theme, which stands on nothing."""
    manifest, findings = manifests.read(files)
    if manifest is None:
        return Report.of(findings)
    _tokens, faults = manifests.tokens_of(manifest, Tokens([]), files.text(MANIFEST))
    return Report.of([*findings, *faults])


def _identity_fault(files: ThemeFiles, manifest: manifests.Manifest) -> Finding | None:
    text = files.text(MANIFEST)
    if manifest.slug == manifests.BASE:
        line, what = manifests.line_of(text, "slug"), _("« socle » est le nom du thème de base.")
        return Finding(MANIFEST, line, "M004", Level.FATAL, what, _("Prenez un autre nom."))
    if manifest.parent == manifest.slug:
        line, what = manifests.line_of(text, "parent"), _("Le thème est son propre parent.")
        return Finding(MANIFEST, line, "M009", Level.FATAL, what, _("Écrivez « socle »."))
    return None


def _found(subject: Subject, render: bool) -> Iterator[Finding]:
    """Pages are made last, and only of templates in which nothing dangerous was found."""
    found: list[Finding] = []
    for each in _rules:
        if each not in _rendering:
            found += _of_rule(each, subject)
    for each in _rules:
        if each in _rendering and render and Report.of(found).may_be_tried:
            found += _of_rule(each, subject)
    return iter(found)


def _of_rule(each: Rule, subject: Subject) -> Iterator[Finding]:
    try:
        yield from islice(each(subject), MOST)
    except RecursionError:
        what = _("Ce thème emboîte trop de choses les unes dans les autres.")
        mend = _("Simplifiez ses gabarits ou ses feuilles de style.")
        yield Finding("", 0, "P015", Level.FATAL, what, mend)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("rule %s fails on %s", each.__name__, subject.manifest)
        what = _("Ce thème n’a pas pu être contrôlé en entier.")
        mend = _("Signalez-le, avec l’archive : c’est une faute du contrôle.")
        yield Finding("", 0, "P016", Level.FATAL, what, mend)


__all__ = ["Parents", "Rule", "Subject", "check", "check_base", "registered", "rule"]
