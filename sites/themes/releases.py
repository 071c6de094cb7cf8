"""Installing a theme: checked, packed, kept for ever under its digest."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sites.accounts.models import User

from . import checking, pool, wardrobe
from .check.subject import Subject
from .files import MANIFEST, ThemeFiles
from .findings import Finding, Level, Report
from .manifest import BASE
from .models import Release

PICTURE = "preview.png"


class NotInstalled(Exception):
    """A theme that may not be installed; ``report`` says why."""

    def __init__(self, report: Report):
        worst = report.findings[0]
        super().__init__(worst.what)
        self.report = report


def install(files: ThemeFiles, by: User | None = None) -> tuple[Release, Report]:
    """Install a theme, and its bundled parents where they are not. Raises NotInstalled.

    The same files again are the same release: installing is idempotent.
    """
    known = Release.objects.filter(digest=files.digest).first()
    if known:
        return known, checking.check_release(known)
    subject, report = examine(files)
    if subject is None or not report.may_be_installed:
        raise NotInstalled(report)
    parent = _parent(subject.manifest.parent, by)
    _keep(files)
    try:
        with transaction.atomic():
            return _record(subject, report, parent, by), report
    except IntegrityError:  # somebody else installed this version meanwhile
        known = Release.objects.filter(digest=files.digest).first()
        if known:
            return known, report
        raise NotInstalled(_with_version(subject, report)) from None


def examine(files: ThemeFiles) -> tuple[Subject | None, Report]:
    """What installing a theme would find, without doing it."""
    subject, report = checking.check_files(files)
    return subject, _with_version(subject, report)


def install_bundled(slug: str, by: User | None = None) -> Release:
    """Install a theme of the library as it is now."""
    release, _report = install(checking.bundled(slug), by)
    return release


def _parent(slug: str, by: User | None) -> Release | None:
    if slug == BASE:
        return None
    return checking.newest(slug) or install_bundled(slug, by)


def _with_version(subject: Subject | None, report: Report) -> Report:
    """The report, with what stands against this version when others are installed."""
    if subject is None:
        return report
    manifest = subject.manifest
    newest = checking.newest(manifest.slug)
    if not newest:
        return report
    if manifest.number > newest.number:
        return report
    is_same = manifest.number == newest.number
    if is_same:
        what = _(
            "La version %(version)s de « %(slug)s » est déjà installée, avec d’autres fichiers."
        )
    else:
        what = _("Une version plus récente de « %(slug)s » est déjà installée : %(version)s.")
    what %= {"version": newest.version, "slug": manifest.slug}
    mend = _("Augmentez « version » dans theme.json.")
    code = "M010" if is_same else "M011"
    return Report.of([*report.findings, Finding(MANIFEST, 0, code, Level.FATAL, what, mend)])


def _keep(files: ThemeFiles) -> None:
    name, storage = wardrobe.package_name(files.digest), storages["files"]
    if not storage.exists(name):
        storage.save(name, ContentFile(files.pack()))


def _record(subject: Subject, report: Report, parent: Release | None, by: User | None) -> Release:
    manifest, files = subject.manifest, subject.files
    picture = files.contents.get(PICTURE)
    return Release.objects.create(
        slug=manifest.slug,
        version=manifest.version,
        name=manifest.name,
        digest=files.digest,
        parent=parent,
        manifest={
            "description": manifest.description,
            "author": manifest.author,
            "licence": manifest.licence,
            "parent": manifest.parent,
        },
        report=report.as_data(),
        checked_with=checking.product(),
        picture=pool.put(f"{manifest.slug}.png", picture, own=True) if picture else "",
        installed_by=by,
    )
