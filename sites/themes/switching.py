"""Changing what a site wears: one row, one line in the log, one stamp, in one transaction.

``seen`` is the key of the last change that somebody decided upon (0: none). When there has been
another one since, theirs is refused instead of undoing what they have not seen.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from sites.accounts.models import User
from sites.councils.stamps import CHROME, bump

from . import settings_form
from .checking import check_release
from .findings import Level, Report
from .models import Change, Look, Release
from .settings_form import Fault
from .wardrobe import THEMES, Broken


class Refused(Exception):
    """A change that may not be made; the text says what to do, ``report`` what was found in the
    theme, ``faults`` what is wrong with which setting.
    """

    def __init__(self, message: str, report: Report | None = None, faults: tuple[Fault, ...] = ()):
        super().__init__(message)
        self.report = report or Report()
        self.faults = faults


class Outdated(Refused):
    """Somebody else changed the look meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("L’apparence de ce site a changé entre-temps. Regardez, puis recommencez.")
        )


def activate(
    site: Site, release: Release | None, by: User | str = "", seen: int | None = None
) -> Change:
    """Let ``site`` wear ``release`` (None: the base theme), after having checked it again.

    What the council changed in the last theme stays, as far as the new one offers it. Raises
    Refused.
    """
    if release:
        report = check_release(release)
        if not report.may_be_worn:
            count = len(report.at_least(Level.ERROR))
            message = ngettext(
                "« %(theme)s » n’est pas activé : %(count)d erreur à corriger d’abord.",
                "« %(theme)s » n’est pas activé : %(count)d erreurs à corriger d’abord.",
                count,
            )
            raise Refused(message % {"theme": release, "count": count}, report)
    with transaction.atomic():
        look = _locked(site, seen)
        return _change(look, Change.Kind.ACTIVATION, release, look.differences, by)


def set_differences(
    site: Site, differences: dict, by: User | str = "", seen: int | None = None
) -> Change:
    """Keep what a council changes of its theme. Raises Refused for what it may not be."""
    with transaction.atomic():
        look = _locked(site, seen)
        try:
            faults = settings_form.faults(look, differences)
        except Broken as error:
            message = _("Le thème de ce site ne peut plus être lu : prévenez l’intégration.")
            raise Refused(message) from error
        if faults:
            raise Refused(" ".join(fault.words for fault in faults), faults=tuple(faults))
        return _change(look, Change.Kind.SETTINGS, look.release, differences, by)


def rollback(site: Site, by: User | str = "", seen: int | None = None) -> Change:
    """Go back to what the site wore before; again to go back further. Raises Refused."""
    with transaction.atomic():
        look = _locked(site, seen)
        last = undoable(site)
        if last is None:
            raise Refused(_("Ce site n’a pas porté d’autre thème avant celui-ci."))
        if last.before and check_release(last.before).dangers:
            raise Refused(_("Le thème d’avant ne convient plus à cette version de Quartiers."))
        return _change(
            look, Change.Kind.ROLLBACK, last.before, last.differences_before, by, undoes=last
        )


def undoable(site: Site) -> Change | None:
    """The change that the next rollback takes back."""
    changes = site.look_changes.exclude(kind=Change.Kind.ROLLBACK).filter(undone_by=None)
    return changes.select_related("before", "after").first()


def last_change(site: Site) -> int:
    """The key of the newest line of the site's log; 0 when it is empty."""
    return site.look_changes.values_list("pk", flat=True).first() or 0


def _locked(site: Site, seen: int | None) -> Look:
    Look.objects.get_or_create(site=site)
    # PostgreSQL cannot lock a release that may not be there.
    locked = Look.objects.select_for_update(of=("self",)).select_related("release")
    look = locked.get(site=site)
    if seen is not None and seen != last_change(site):
        raise Outdated
    return look


def _change(look: Look, kind, release, differences: dict, by, undoes=None) -> Change:
    change = Change.objects.create(
        site=look.site,
        kind=kind,
        before=look.release,
        after=release,
        differences_before=look.differences,
        differences_after=differences,
        undoes=undoes,
        by=by if isinstance(by, User) else None,
        by_name=str(by),
    )
    look.release, look.differences = release, differences
    look.save()
    bump(THEMES, CHROME)
    return change
