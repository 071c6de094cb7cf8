"""Making a council or the portal: one transaction, repeatable, safe when two run at once.

``create_council`` makes what this floor owns (site, collection, council, groups) and announces;
pages and forum listen and make theirs in the same transaction. A failure anywhere leaves nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site

from . import role_groups
from .addresses import check_free, host_name
from .models import Council, Portal
from .names import fold
from .signals import council_created, council_renamed, portal_created

PORTAL_SLUG = "portail"
CHANGEABLE = {"name", "perimeter", "perimeter_credit", "city_number", "area", "position"}

HomeFactory = Callable[[str, str, bool], Page]
_home_factories: list[HomeFactory] = []


def register_home(factory: HomeFactory) -> None:
    """Let the upper floor say how a home page is made: ``factory(title, slug, is_portal) -> Page``.

    It is called inside the transaction, must add the page below the root of all pages and return
    it; a Wagtail site cannot exist without one.
    """
    _home_factories[:] = [factory]


@dataclass(frozen=True)
class CouncilData:
    """What an operator says about a new council.

    Without a port it listens where the portal does; without a code it is given one. ``perimeter``
    is a GeoJSON geometry, ``area`` in hectares.
    """

    name: str
    slug: str
    host: str
    code: str = ""
    port: int | None = None
    city_number: str = ""
    area: str | None = None
    perimeter: dict | None = None
    perimeter_credit: str = ""
    position: int = 0


@transaction.atomic
def create_council(data: CouncilData) -> tuple[Council, bool]:
    """Make the council, or complete the one that exists; returns it and whether it is new.

    Raises ValidationError (in words for the operator) when the slug, code, name or host belongs to
    something else; nothing is changed then.
    """
    lock()
    data = replace(data, name=_one_line(data.name), host=host_name(data.host))
    known = Council.objects.filter(slug=data.slug).select_related("site").first()
    if known:
        _check_same(known, data)
    council = known or _make_council(data)
    role_groups.sync_council(council)
    council_created.send(sender=Council, council=council)
    return Council.objects.in_order().get(
        pk=council.pk
    ), known is None  # with its pages as they are


@transaction.atomic
def create_portal(name: str, district: str, host: str, port: int = 80) -> tuple[Portal, bool]:
    """Make the portal, or complete the one that exists; returns it and whether it is new."""
    lock()
    host = host_name(host)
    name, district = _one_line(name), _one_line(district)
    known = Portal.objects.select_related("site").first()
    if known and (known.site.hostname, known.site.port) != (host, port):
        raise ValidationError(
            _("Le portail existe déjà, à l’adresse %(url)s/.") % {"url": known.site.root_url}
        )
    portal = known or _make_portal(Portal(name=name, district=district), host, port)
    role_groups.sync()
    portal_created.send(sender=Portal, portal=portal)
    return Portal.objects.select_related("site__root_page").get(pk=portal.pk), known is None


@transaction.atomic
def change_facts(council: Council, **facts) -> Council:
    """Give a council other facts: name, perimeter and its credit, city number, area, place.

    Its slug, code and address never change: links, groups and mails rest on them. A new name is
    announced, so that upper floors rename what bears the old one. Raises ValidationError.
    """
    lock()
    council = Council.objects.select_related("site__root_page", "collection").get(pk=council.pk)
    before = council.name
    for name in facts.keys() & CHANGEABLE:
        setattr(council, name, facts[name])
    council.name = _one_line(council.name)
    check_name(council.name, council)
    council.full_clean(exclude=["site", "collection"])
    council.save()
    if council.name != before:
        _rename(council, before)
    return council


def _rename(council: Council, before: str) -> None:
    council.site.site_name = council.name
    council.site.save(update_fields=["site_name"])
    council.collection.name = council.name
    council.collection.save(update_fields=["name"])
    council_renamed.send(sender=Council, council=council, before=before)


def _one_line(text: str) -> str:
    """A name as it will stand in titles and menus, however it was pasted: single plain spaces."""
    return " ".join(text.split())


def lock() -> None:
    """Let one onboarding run at a time: paths in Wagtail's trees are computed, not allocated.

    The lock is the row of the root page; on SQLite the immediate transaction is the lock.
    """
    root = Page.objects.select_for_update().filter(depth=1).first()
    if root is None:
        raise ValidationError(_("La base n’est pas prête : lancez d’abord « manage.py migrate »."))


def _check_same(council: Council, data: CouncilData) -> None:
    """What is asked for again must be the council that exists, not another with its slug."""
    facts = (
        (_("nom"), council.name, data.name),
        (_("adresse"), council.site.hostname, data.host),
        (_("code"), council.code, data.code or council.code),
        (_("port"), council.site.port, data.port or council.site.port),
    )
    for label, has, asked in facts:
        if has != asked:
            message = _(
                "L’identifiant « %(slug)s » est déjà pris par un conseil (%(label)s : %(has)s)."
            )
            told = message % {"slug": data.slug, "label": label, "has": has}
            raise ValidationError(told, code="slug")


def check_name(name: str, council: Council | None = None) -> None:
    """Raise ValidationError when another council is called so, its halves swapped or not."""
    others = Council.objects.exclude(pk=council.pk) if council else Council.objects.all()
    if any(fold(other) == fold(name) for other in others.values_list("name", flat=True)):
        message = _("Le nom « %(name)s » est déjà pris.")
        raise ValidationError(message % {"name": name}, code="name")


def check_code(code: str) -> None:
    """Raise ValidationError when a council has this code."""
    if Council.objects.filter(code=code).exists():
        raise ValidationError(Council._meta.get_field("code").error_messages["unique"], code="code")


def _check_free(data: CouncilData) -> None:
    check_name(data.name)
    if Page.objects.filter(depth=2, slug=data.slug).exists():
        message = _("L’identifiant « %(slug)s » est déjà pris.")
        raise ValidationError(message % {"slug": data.slug}, code="slug")


def _make_council(data: CouncilData) -> Council:
    portal = Portal.objects.select_related("site").first()
    port = data.port if data.port is not None else portal.site.port if portal else 80
    check_free(data.host, port)
    _check_free(data)
    council = Council(
        name=data.name,
        slug=data.slug,
        code=data.code or free_code(data.slug),
        city_number=data.city_number,
        area=data.area,
        perimeter=data.perimeter,
        perimeter_credit=data.perimeter_credit,
        position=data.position,
    )
    council.full_clean(exclude=["site", "collection"])
    council.site = _make_site(data.name, data.slug, data.host, port, is_portal=False)
    council.collection = _make_collection(data.name)
    council.save()
    return council


def _make_portal(portal: Portal, host: str, port: int) -> Portal:
    _remove_welcome_page()
    check_free(host, port)
    portal.full_clean(exclude=["site", "collection"])
    portal.site = _make_site(portal.name, PORTAL_SLUG, host, port, is_portal=True)
    portal.collection = _make_collection(portal.name)
    portal.save()
    return portal


def free_code(slug: str) -> str:
    """Initials of the slug's words, with a number when they are taken."""
    initials = "".join(word[0] for word in slugify(slug).split("-") if word)[:8]
    base = initials if len(initials) > 1 and initials[0].isalpha() else f"c{initials}x"[:8]
    number, code = 1, base
    while code == "portal" or Council.objects.filter(code=code).exists():
        number += 1
        code = f"{base}{number}"
    return code


def _make_site(name: str, slug: str, host: str, port: int, *, is_portal: bool) -> Site:
    if not _home_factories:
        raise RuntimeError("no app has registered how a home page is made")
    home = _home_factories[0](name, slug, is_portal)
    is_default = is_portal and not Site.objects.filter(is_default_site=True).exists()
    return Site.objects.create(
        hostname=host, port=port, site_name=name, root_page=home, is_default_site=is_default
    )


def _make_collection(name: str) -> Collection:
    return Collection.get_first_root_node().add_child(name=name)


def _remove_welcome_page() -> None:
    """Take away the page and site that Wagtail's migrations make, unless somebody used them."""
    for site in Site.objects.filter(hostname="localhost").select_related("root_page"):
        page = site.root_page
        if page.slug == "home" and page.specific_class is Page and not page.get_children_count():
            site.delete()
            page.delete()
