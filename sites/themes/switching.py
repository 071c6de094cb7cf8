"""Changing what a site wears: one row, one line in the log, one stamp, in one transaction."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from sites.accounts.models import User
from sites.councils.stamps import CHROME, bump

from . import settings_form
from .checking import check_release
from .findings import Level, Report
from .models import Change, Look, Release
from .wardrobe import THEMES


class Refused(Exception):
    """A change that may not be made; the text says what to do, ``report`` what was found."""

    def __init__(self, message: str, report: Report | None = None):
        super().__init__(message)
        self.report = report or Report()


def activate(site: Site, release: Release | None, by: User | str = "") -> Change:
    """Let ``site`` wear ``release`` (None: the base theme), after having checked it again.

    What the council changed in the last theme stays, as far as the new one offers it. Raises
    Refused.
    """
    if release:
        report = check_release(release)
        if not report.may_be_worn:
            count = len(report.at_least(Level.ERROR))
            message = _("« %(theme)s » n’est pas activé : %(count)d erreurs à corriger d’abord.")
            raise Refused(message % {"theme": release, "count": count}, report)
    with transaction.atomic():
        look = _locked(site)
        return _change(look, Change.Kind.ACTIVATION, release, look.differences, by)


def set_differences(site: Site, differences: dict, by: User | str = "") -> Change:
    """Keep what a council changes of its theme. Raises Refused for what it may not be."""
    with transaction.atomic():
        look = _locked(site)
        faults = settings_form.faults(look, differences)
        if faults:
            raise Refused(" ".join(faults))
        return _change(look, Change.Kind.SETTINGS, look.release, differences, by)


def rollback(site: Site, by: User | str = "") -> Change:
    """Go back to what the site wore before; again to go back further. Raises Refused."""
    with transaction.atomic():
        look = _locked(site)
        last = (
            site.look_changes.exclude(kind=Change.Kind.ROLLBACK)
            .filter(undone_by=None)
            .select_related("before")
            .first()
        )
        if last is None:
            raise Refused(_("Ce site n’a pas porté d’autre thème avant celui-ci."))
        if last.before and not check_release(last.before).may_be_installed:
            raise Refused(_("Le thème d’avant ne convient plus à cette version de Quartiers."))
        return _change(
            look, Change.Kind.ROLLBACK, last.before, last.differences_before, by, undoes=last
        )


def _locked(site: Site) -> Look:
    Look.objects.get_or_create(site=site)
    return Look.objects.select_for_update().select_related("release").get(site=site)


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
