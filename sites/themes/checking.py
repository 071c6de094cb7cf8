"""Where the parents of a theme come from, and whether an installed release still passes."""

import hashlib
from functools import lru_cache
from inspect import getfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from . import wardrobe
from .check import check, check_base, registered
from .check.subject import Subject
from .files import ThemeFiles, from_folder
from .findings import Finding, Level, Report
from .manifest import API, BASE
from .models import Look, Release
from .stack import LIBRARY, Stack, base, base_files


def check_files(files: ThemeFiles) -> tuple[Subject | None, Report]:
    """Check a theme that is not installed, on the parents that it would be installed on."""
    return check(files, parent_stack)


def parent_stack(slug: str) -> Stack:
    """The stack of the newest installed release of ``slug``, else of the bundled theme.

    Raises LookupError (what is wrong, how to mend it).
    """
    if slug == BASE:
        return base()
    release = newest(slug)
    if release:
        try:
            return wardrobe.stack(release, {})
        except wardrobe.Broken as error:
            raise LookupError(_broken(slug), _("Installez-le de nouveau.")) from error
    if not is_bundled(slug):
        raise LookupError(
            _("Le thème parent « %(slug)s » n’est pas installé.") % {"slug": slug},
            _("Installez-le d’abord, ou écrivez « socle »."),
        )
    return bundled_stack(slug, ())


def bundled_stack(slug: str, above: tuple[str, ...]) -> Stack:
    """A theme of the library over its parents. Raises LookupError on a loop or a broken one."""
    if slug in above:
        way = " → ".join([*above, slug])
        raise LookupError(
            _("Des thèmes sont parents l’un de l’autre : %(way)s.") % {"way": way},
            _("Donnez « socle » pour parent à l’un d’eux."),
        )
    subject, _report = check(
        bundled(slug),
        lambda parent: base() if parent == BASE else bundled_stack(parent, (*above, slug)),
        render=False,
    )
    if subject is None:
        raise LookupError(_broken(slug), _("Signalez-le : il est livré avec Quartiers."))
    return subject.stack


def _broken(slug: str) -> str:
    return _("Le thème parent « %(slug)s » ne peut pas être lu.") % {"slug": slug}


def is_bundled(slug: str) -> bool:
    return slug in bundled_slugs()


def bundled_slugs() -> list[str]:
    """The themes of the library, without the base theme."""
    return sorted(p.name for p in LIBRARY.iterdir() if p.name != BASE and p.is_dir())


def bundled(slug: str) -> ThemeFiles:
    return from_folder(LIBRARY / slug)


def newest(slug: str) -> Release | None:
    """The installed release of a theme with the highest version."""
    releases = Release.objects.filter(slug=slug)
    return max(releases, key=lambda release: release.number, default=None)


def check_release(release: Release) -> Report:
    """The report on an installed release, made again when the product has changed since.

    Raises nothing: a release that cannot be read has a finding that says so.
    """
    if release.checked_with == product():
        return last_report(release)
    return check_again(release)


def last_report(release: Release) -> Report:
    """What the last check found, however long ago: for lists, which must not wait."""
    return Report.from_data(release.report)


def check_again(release: Release) -> Report:
    """Check an installed release now. Raises nothing, as ``check_release``."""
    try:
        below = wardrobe.stack(release.parent, {}) if release.parent else base()
        _subject, report = check(wardrobe.unpack(release.digest), lambda slug: below)
    except wardrobe.Broken as error:
        return _unreadable(error)
    Release.objects.filter(pk=release.pk).update(report=report.as_data(), checked_with=product())
    return report


def dangers(release: Release) -> tuple[Finding, ...]:
    """What forbids a site to go on wearing a release, found without making a page of it."""
    if release.checked_with == product():
        return Report.from_data(release.report).dangers
    return _dangers(release.pk)


@lru_cache(maxsize=128)
def _dangers(release_id: int) -> tuple[Finding, ...]:
    """Once in each process of a new product: the next check of the release is kept for all."""
    release = Release.objects.select_related("parent").get(pk=release_id)
    below = wardrobe.stack(release.parent, {}) if release.parent else base()
    _subject, report = check(wardrobe.unpack(release.digest), lambda slug: below, render=False)
    return report.dangers


def check_all() -> dict[str, Report]:
    """A report on the base theme, every bundled one, and every installed one that matters, by name.

    An older version that nobody wears harms nobody, and cannot be mended.
    """
    reports = {BASE: check_base(base_files())}
    for slug in bundled_slugs():
        reports[slug] = check_files(bundled(slug))[1]
    worn = set(Look.objects.values_list("release_id", flat=True))
    for release in Release.objects.all():
        if release.pk not in worn and newest(release.slug) != release:
            continue
        reports[f"{release.slug}@{release.version}"] = check_release(release)
    return reports


def _unreadable(error: Exception) -> Report:
    what = _("Le thème installé ne peut plus être lu (%(error)s).") % {"error": error}
    return Report.of([Finding("", 0, "P002", Level.FATAL, what, _("Installez-le de nouveau."))])


@lru_cache(maxsize=1)
def product() -> str:
    """What identifies the templates, tokens and rules that a theme was checked against."""
    root = Path(settings.BASE_DIR)
    # Rules may come from floors above; what they stand on lies in their app.
    rooms = {Path(getfile(rule)).parents[1] for rule in registered()}
    files = [
        *sorted((root / "templates").rglob("*.html")),
        *sorted({p for room in {*rooms, root / "sites/themes"} for p in room.rglob("*.py")}),
        LIBRARY / BASE / "theme.json",
    ]
    total = hashlib.sha256(str(API).encode())
    for path in files:
        name = path.relative_to(root) if path.is_relative_to(root) else path.name
        total.update(f"{name}\n".encode() + path.read_bytes())
    return total.hexdigest()
