"""What every site wears, in memory; made again when its stamp moves.

A release whose package cannot be read, or that this version of the product refuses, is not worn:
the site shows its parent or the base theme, and the log says why.
"""

import logging
import time
from dataclasses import dataclass
from functools import lru_cache

from django.core.files.storage import storages
from django.db import InterfaceError, OperationalError

from sites.councils.stamps import Stamped

from . import manifest as manifests
from .files import ThemeFiles, Unreadable, from_zip
from .models import Look, Release
from .stack import Layer, Stack, base

logger = logging.getLogger(__name__)

THEMES = "themes"  # the stamp: bumped by whatever changes a look
KEPT_LAYERS = 64
RETRY = 15  # seconds until a package that could not be read is asked for again


class Broken(Exception):
    """A release that cannot be worn; the text says why, for the log."""


@dataclass(frozen=True)
class Wardrobe:
    """What each site wears; ``again_at`` (monotonic seconds) when one of them wears it not."""

    stacks: dict[int, Stack]
    again_at: float = float("inf")


def stack_of(site_id: int) -> Stack:
    """What the site wears; the base theme when it has chosen nothing."""
    worn = _worn.get()
    if time.monotonic() > worn.again_at:
        _worn.forget()
        worn = _worn.get()
    return worn.stacks.get(site_id) or base()


def _make() -> Wardrobe:
    looks = list(Look.objects.all())
    releases = {release.pk: release for release in Release.objects.all()} if looks else {}
    stacks = {look.site_id: _dress(look, releases) for look in looks}
    worn = {site_id: stack for site_id, stack in stacks.items() if stack}
    return Wardrobe(worn, float("inf") if len(worn) == len(looks) else time.monotonic() + RETRY)


def _dress(look: Look, releases: dict[int, Release]) -> Stack | None:
    release = releases.get(look.release_id or 0)
    try:
        worn = stack(release, look.differences, releases)
        _refuse_what_is_unsafe(release)
        return worn
    except Broken as error:
        logger.error("theme %s is not worn on site %s: %s", release, look.site_id, error)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # no release may take the sites of all others down
        logger.exception("theme %s is not worn on site %s", release, look.site_id)
    return None


def _refuse_what_is_unsafe(release: Release | None) -> None:
    """A product that was upgraded, or rules that were added, may forbid what was let in before."""
    from .checking import dangers  # which reads packages with what is here

    found = dangers(release) if release else ()
    if found:
        raise Broken("; ".join(f"{f.code} {f.place} {f.what}" for f in found))


_worn: Stamped[Wardrobe] = Stamped(THEMES, _make)


def stack(
    release: Release | None, differences: dict, releases: dict[int, Release] | None = None
) -> Stack:
    """A release over the parents it was installed on. Raises Broken."""
    layers: list[Layer] = []
    while release:
        layers.append(layer(release.digest))
        parent_id = release.parent_id
        release = releases[parent_id] if releases and parent_id else release.parent
    return _shared(tuple(layers), tuple(sorted(differences.items())))


@lru_cache(maxsize=KEPT_LAYERS)
def _shared(layers: tuple[Layer, ...], differences: tuple[tuple[str, str], ...]) -> Stack:
    """One stack for all sites that wear the same, so that its templates are found once."""
    return Stack((*layers, base().top), dict(differences))


@lru_cache(maxsize=KEPT_LAYERS)
def layer(digest: str) -> Layer:
    """The theme of an installed package, read from the file storage once. Raises Broken."""
    files = unpack(digest)
    manifest, findings = manifests.read(files)
    if manifest is None:
        raise Broken("; ".join(str(f.what) for f in findings))
    return Layer(files, manifest)


# Packages -----------------------------------------------------------------------------------------


def package_name(digest: str) -> str:
    """Where a release's archive lies in the storage of files that only the application reads."""
    return f"themes/packages/{digest}.zip"


def unpack(digest: str) -> ThemeFiles:
    """The files of a release. Raises Broken when they are gone or not what was installed."""
    try:
        with storages["files"].open(package_name(digest)) as source:
            files = from_zip(source.read())
    except (OSError, Unreadable) as error:
        raise Broken(f"its package cannot be read: {error}") from error
    except Exception as error:  # an object storage raises what its client library likes
        raise Broken(f"its package cannot be fetched: {error}") from error
    if files.digest != digest:
        raise Broken("its package is not what was installed")
    return files
