"""Themes as screens show them: a picture or colours of each, what was found, who wears it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .. import checking, wardrobe
from .. import manifest as manifests
from ..files import Unreadable
from ..findings import Finding, Level, Report
from ..manifest import BASE, Manifest
from ..models import Change, Release
from ..stack import Stack, base
from .rights import all_sites, name_of

SOCLE = BASE  # what addresses call the base theme, which has no release
SWATCHES = {
    "wall": "color-wall",
    "paper": "color-surface",
    "rule": "color-rule",
    "text": "color-text",
    "soft": "color-text-soft",
    "action": "color-action",
    "on_action": "color-on-action",
    "plate": "color-plate",
    "on_plate": "color-on-plate",
    "foot": "color-foot",
}
MEANINGS = {
    Level.FATAL: _("empêche d’installer le thème"),
    Level.ERROR: _("empêche de porter le thème"),
    Level.WARNING: _("à corriger dès que possible"),
    Level.ADVICE: _("pour faire mieux"),
}


@dataclass(frozen=True)
class Card:
    """A theme as it can be chosen: a release, or the base theme (None), with a site's own colours
    where they are given.
    """

    release: Release | None
    differences: dict = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What addresses call it."""
        return str(self.release.pk) if self.release else SOCLE

    @cached_property
    def stack(self) -> Stack:
        try:
            return wardrobe.stack(self.release, self.differences)
        except wardrobe.Broken:  # it is shown as the site shows it
            return base()

    @property
    def manifest(self) -> Manifest:
        return base().top.manifest

    @property
    def name(self) -> str:
        return self.release.name if self.release else self.manifest.name

    @property
    def version(self) -> str:
        return self.release.version if self.release else self.manifest.version

    @property
    def author(self) -> str:
        return self._told("author")

    @property
    def description(self) -> str:
        return self._told("description")

    def _told(self, key: str) -> str:
        return self.release.manifest.get(key, "") if self.release else getattr(self.manifest, key)

    @property
    def picture(self) -> str:
        return self.release.picture if self.release else ""

    @cached_property
    def swatches(self) -> dict[str, str]:
        """The colours that draw the theme."""
        tokens = self.stack.tokens
        return {what: tokens.resolved(token) for what, token in SWATCHES.items()}

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


# What was found -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """The findings of one level; ``meaning`` says what they stand in the way of."""

    level: Level
    findings: tuple[Finding, ...]

    @property
    def label(self) -> str:
        return self.level.label

    @property
    def meaning(self) -> str:
        return str(MEANINGS[self.level])

    @property
    def badge(self) -> str:
        return "theme-badge--bad" if self.level >= Level.ERROR else ""


@dataclass(frozen=True)
class Verdict:
    """A report in words."""

    report: Report

    @property
    def groups(self) -> list[Group]:
        """By level, the worst first."""
        levels = sorted(Level, reverse=True)
        found = [Group(x, tuple(f for f in self.report.findings if f.level is x)) for x in levels]
        return [group for group in found if group.findings]

    @property
    def may_be_installed(self) -> bool:
        return self.report.may_be_installed

    @property
    def may_be_worn(self) -> bool:
        return self.report.may_be_worn


# What is installed --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """One release and the sites that wear it."""

    card: Card
    wearers: list[str]

    @property
    def release(self) -> Release:
        assert self.card.release  # noqa: S101 (a version is of a release by construction)
        return self.card.release

    @property
    def verdict(self) -> Verdict:
        return Verdict(checking.last_report(self.release))

    @property
    def is_due(self) -> bool:
        """Whether the product has changed since the last check."""
        return self.release.checked_with != checking.product()


@dataclass(frozen=True)
class Family:
    """All installed versions of one theme."""

    newest: Version
    earlier: list[Version]


def families() -> list[Family]:
    """Every installed theme by name, with its newest version first."""
    wearers, by_slug = _wearers(), defaultdict(list)
    for release in Release.objects.select_related("parent", "installed_by"):
        by_slug[release.slug].append(Version(Card(release), wearers[release.pk]))
    for versions in by_slug.values():
        versions.sort(key=lambda version: version.release.number, reverse=True)
    found = [Family(newest, earlier) for newest, *earlier in by_slug.values()]
    return sorted(found, key=lambda family: family.newest.release.name.casefold())


def version_of(release: Release) -> Version:
    return Version(Card(release), _wearers()[release.pk])


def _wearers() -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = defaultdict(list)
    for site in all_sites():
        found[worn_by(site)].append(name_of(site))
    return found


def worn_by(site: Site) -> int | None:
    """The key of what a site wears, without asking again."""
    look = getattr(site, "look", None)
    return look.release_id if look else None


@dataclass(frozen=True)
class Bundled:
    """A theme of the library that is not installed as it is now."""

    manifest: Manifest
    is_update: bool


def bundled() -> Iterator[Bundled]:
    """What comes with the product and waits for a click."""
    known = dict(Release.objects.values_list("digest", "slug"))
    for slug in checking.bundled_slugs():
        try:
            files = checking.bundled(slug)
        except Unreadable:
            continue
        manifest, _findings = manifests.read(files)
        if manifest and files.digest not in known:
            yield Bundled(manifest, slug in known.values())


# What a site may wear -----------------------------------------------------------------------------


def choice(worn: Card) -> list[Card]:
    """The base theme and the newest version of every theme that passed its last check, without
    what is worn already.
    """
    passing: dict[str, Release] = {}
    releases = Release.objects.all()
    for release in sorted(releases, key=lambda release: release.number):
        if checking.last_report(release).may_be_worn:
            passing[release.slug] = release
    offered = sorted(passing.values(), key=lambda release: release.name.casefold())
    return [Card(release) for release in (None, *offered) if release != worn.release]


# What changed -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Adjustment:
    """One setting before and after a change, as the site showed it; an image by its address."""

    label: str
    kind: str
    before: str
    after: str


def adjusted(change: Change) -> list[str]:
    """The words of the settings that a change touched."""
    settings = Card(change.after).stack.settings
    return [settings[name] for name in _touched(change) if name in settings]


def adjustments(change: Change) -> list[Adjustment]:
    """The settings that a change touched, with their values."""
    old = Card(change.before, change.differences_before).stack
    new = Card(change.after, change.differences_after).stack
    names = [name for name in _touched(change) if name in old.settings and name in new.settings]
    return [
        Adjustment(new.settings[x], new.own_tokens[x].kind, shown_by(old, x), shown_by(new, x))
        for x in names
    ]


def shown_by(stack: Stack, name: str) -> str:
    """The value of a setting on a site that wears ``stack``."""
    is_image = stack.own_tokens[name].kind == "image"
    return stack.image(name) if is_image else stack.tokens.resolved(name)


def _touched(change: Change) -> list[str]:
    before, after = change.differences_before, change.differences_after
    return sorted(name for name in {**before, **after} if before.get(name) != after.get(name))
