"""A new council as an administrator orders it; made, or only tried to see what it would be.

The preview is the making itself, rolled back: there is no second description of what a council is
made of that could say something else.
"""

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Site

from forum.scope.models import ForumScope
from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.models import Council
from sites.councils.names import swapped
from sites.councils.onboarding import CouncilData, create_council
from sites.councils.roles import LEAD
from sites.teams import inviting
from sites.themes import switching
from sites.themes.models import Release


@dataclass(frozen=True)
class Order:
    """What is asked for: the council, the theme its site will wear (None: the base theme), and
    the addresses of those who are invited to lead it.
    """

    data: CouncilData
    release: Release | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What an order makes, read from what it made."""

    is_new: bool
    name: str
    code: str
    slug: str
    address: str
    collection: str
    theme: str
    pages: list[tuple[str, str]] = field(default_factory=list)  # title and address
    groups: list[str] = field(default_factory=list)
    forums: list[str] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)  # addresses of the portal that lead there
    invited: list[str] = field(default_factory=list)


def make(order: Order, by: User) -> tuple[Council, bool]:
    """The council and whether it is new; asked again for one that exists, it completes it."""
    with transaction.atomic():
        council, is_new = create_council(order.data)
        if is_new and order.release:
            switching.activate(council.site, order.release, by)
        if is_new:
            for address in order.leads:
                inviting.invite(by, council, address, frozenset({LEAD}))
    return council, is_new


def plan(order: Order, by: User) -> Plan:
    """What ``make`` would do; nothing stays. Raises what ``make`` raises."""
    try:
        with transaction.atomic():
            council, is_new = make(order, by)
            told = _describe(council, is_new, order)
            transaction.set_rollback(True)
    finally:
        Site.clear_site_root_paths_cache()  # which lives in a cache that knows no transactions
    return told


def _describe(council: Council, is_new: bool, order: Order) -> Plan:
    home = council.site.root_page
    root = council.site.root_url
    pages = home.get_descendants(inclusive=True).order_by("path")
    return Plan(
        is_new=is_new,
        name=council.name,
        code=council.code,
        slug=council.slug,
        address=f"{root}/",
        collection=council.collection.name,
        theme=str(order.release or ""),
        pages=[(page.title, _address(root, page.url_path, home.url_path)) for page in pages],
        groups=list(council.role_groups.order_by("pk").values_list("group__name", flat=True)),
        forums=_forums(council),
        spellings=_spellings(council),
        invited=_invited(council) if is_new else [],
    )


def _invited(council: Council) -> list[str]:
    return list(inviting.open_in(council).order_by("pk").values_list("address", flat=True))


def _forums(council: Council) -> list[str]:
    scope = ForumScope.objects.filter(council=council).select_related("root").first()
    root = scope.root if scope else None
    return [root.name, *root.get_children().values_list("name", flat=True)] if root else []


def _address(root: str, path: str, home: str) -> str:
    return f"{root}/{path[len(home) :]}"


def _spellings(council: Council) -> list[str]:
    """Some of the addresses of the portal that lead to the council: the order of a name is free."""
    portal = table().portal_url
    slugs = dict.fromkeys((council.slug, swapped(council.name)))
    return [f"{portal}/{slug}/" for slug in slugs if slug]
