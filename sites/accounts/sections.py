"""The sections of « Mon compte »: what its navigation lists on every site.

Whoever adds a page to the account registers its section in ``AppConfig.ready``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject

from sites.councils.hosts import table

from .models import User

ROOT = "/compte/"


@dataclass(frozen=True)
class Section:
    """A part of the account. ``path`` lies below ``/compte/``; ``label`` is lazy.

    ``portal_only``: other sites lead to the portal's page (passkeys are bound to its host).
    ``concerns`` says for whom it is there; it must ask nothing of the database.
    """

    key: str
    label: str | Promise
    path: str
    order: int
    portal_only: bool = False
    concerns: Callable[[User], bool] | None = None


@dataclass(frozen=True)
class SectionLink:
    """A section as a page shows it; ``current`` is a value of aria-current, or empty."""

    label: str
    url: str
    current: str = ""


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section; one that is registered again under its key is replaced."""
    _sections[section.key] = section


def links(request: HttpRequest) -> list[SectionLink]:
    """The navigation as the page of ``request`` shows it."""
    listed = sorted(_sections.values(), key=lambda section: section.order)
    found = [one for one in listed if one.concerns is None or one.concerns(request.user)]  # type: ignore[arg-type]
    here = [section for section in found if request.path.startswith(section.path)]
    # The profile's path begins all others: the longest says where we are.
    nearest = max(here, key=lambda section: len(section.path), default=None)
    return [_link(section, request, section is nearest) for section in found]


def _link(section: Section, request: HttpRequest, is_near: bool) -> SectionLink:
    is_elsewhere = section.portal_only and request.council is not None
    start = table().portal_url if is_elsewhere else ""
    current = "page" if request.path == section.path else "true"
    return SectionLink(str(section.label), start + section.path, current if is_near else "")


def account(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``account_sections``, on pages of the account for who is signed in."""
    if not request.path.startswith(ROOT) or getattr(request, "site", None) is None:
        return {}
    return {"account_sections": SimpleLazyObject(lambda: _for_reader(request))}


def _for_reader(request: HttpRequest) -> list[SectionLink]:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    is_known = has_session and hasattr(request, "user") and request.user.is_authenticated
    return links(request) if is_known else []
