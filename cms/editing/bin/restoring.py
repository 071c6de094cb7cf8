"""Out of the bin, back to its place: with its pages, versions, comments and privacy.

What has changed meanwhile is told before and after: the parent has gone, the address is taken, what
readers needed a right for would now be open to all, a picture was deleted since.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, Site

from cms.pages import bin, publishing
from cms.pages.models import Picture
from sites.accounts.models import User
from sites.councils.hosts import table

from . import pictures
from .models import Entry
from .putting import Refused
from .rights import may_publish
from .states import missed, put_online, take_offline
from .uses import forget_binned


@dataclass(frozen=True)
class Plan:
    """What restoring a page comes to. ``slug`` is free below ``parent``."""

    parent: Page
    slug: str
    is_place_left: bool  # the page it lay below is there no more, or takes no such page
    is_slug_taken: bool
    may_go_online: bool
    why_draft: str = ""

    @property
    def place(self) -> str:
        """Where it will lie, in words."""
        above = self.parent.get_ancestors(inclusive=True).filter(depth__gt=2).order_by("path")
        return " › ".join([_("Accueil"), *(page.title for page in above)])


@dataclass
class Restored:
    """What came back; ``notes`` say what is otherwise than before."""

    title: str
    page: Page | None = None
    is_online: bool = False
    notes: list[str] = field(default_factory=list)


def plan_for(entry: Entry, user: User) -> Plan:
    """What ``user`` would get; ``Refused`` when no page of the site takes it any more."""
    page = entry.page
    parent = next(_places(entry, page, user), None)
    if parent is None:
        raise Refused(
            _(
                "Aucune page de votre site ne peut accueillir « %(title)s » : il y en a peut-être "
                "déjà une de ce type. Supprimez celle-ci, ou recréez la page au-dessus."
            )
            % {"title": entry.title}
        )
    free = _free_slug(entry, parent)
    why_draft = _why_draft(entry, parent, user)
    return Plan(
        parent=parent,
        slug=free,
        is_place_left=not entry.above or parent.pk != entry.above[-1],
        is_slug_taken=free != entry.slug,
        may_go_online=_has_something(entry) and not why_draft,
        why_draft=why_draft if _has_something(entry) else "",
    )


def _has_something(entry: Entry) -> bool:
    """Whether anything of it was online or about to be."""
    return any(state["live"] or state["planned"] for state in entry.states.values())


def _places(entry: Entry, page: Page, user: User) -> Iterator[Page]:
    """Pages that take it, the best first: where it was, above that, then anywhere on its site."""
    root = _site_of(entry).root_page
    on_site = Page.objects.descendant_of(root, inclusive=True)
    known = {found.pk: found for found in on_site.filter(pk__in=entry.above)}
    nearest = [known[pk] for pk in reversed(entry.above) if pk in known]
    model = page.specific_class
    allowed = on_site.type(*model.allowed_parent_page_models()).order_by("path")
    for parent in (*nearest, *allowed.exclude(pk__in=known)):
        if _fits(page, parent) and _may_add(user, parent):
            yield parent


def _site_of(entry: Entry) -> Site:
    owner = entry.council or table().portal
    if owner is None:
        raise Refused(_("Le site de cette page n’existe plus."))
    return Site.objects.select_related("root_page").get(pk=owner.site_id)


def _fits(page: Page, parent: Page) -> bool:
    """Wagtail's rules of what may lie below what; ours on sites do not count here."""
    model = page.specific_class
    limit = model.max_count_per_parent
    is_full = limit is not None and parent.get_children().type(model).count() >= limit
    return model.can_exist_under(parent) and not is_full


def _may_add(user: User, parent: Page) -> bool:
    rights = parent.permissions_for_user(user)
    return user.is_superuser or "add" in rights.permissions


def _free_slug(entry: Entry, parent: Page) -> str:
    wanted, number = entry.slug, 1
    while not Page._slug_is_available(wanted, parent, entry.page):
        number += 1
        wanted = f"{entry.slug}-{number}"
    return wanted


def _why_draft(entry: Entry, parent: Page, user: User) -> str:
    if not may_publish(user, parent):
        return _("Elle reviendra en brouillon : une personne de la rédaction la publiera.")
    above = parent.get_ancestors(inclusive=True)
    is_closed = PageViewRestriction.objects.filter(page__in=above).exists()
    if entry.was_closed and not is_closed:
        return _(
            "Elle reviendra en brouillon : elle était réservée à certaines personnes, et tout le "
            "monde la lirait là où elle revient."
        )
    return ""


def restore(entry_id: int, user: User, *, online: bool, slug: str = "") -> Restored:
    """Put it back; ``online``: as it was, else as a draft. ``slug``: another end of its address.

    ``Refused`` says in words why not, ``ValidationError`` what is wrong with the address.
    """
    with transaction.atomic():
        publishing.take_turn()
        entry = Entry.objects.select_for_update().filter(pk=entry_id).first()
        if entry is None:
            raise Refused(_("Cet élément n’est plus à la corbeille."))
        if entry.page_id:
            return _restore_page(entry, user, online=online, slug=slug)
        return _restore_upload(entry, user)


def _restore_page(entry: Entry, user: User, *, online: bool, slug: str) -> Restored:
    plan = plan_for(entry, user)
    slug = slug or plan.slug
    _check_slug(slug, plan.parent, entry.page)
    came_online: set[int] = set()
    page = bin.carry(entry.page, *_beside(entry, plan.parent, slug))
    inside = list(page.get_descendants(inclusive=True).values_list("pk", flat=True))
    take_offline(Page.objects.filter(pk__in=inside))
    emptied = forget_binned(inside)
    if slug != entry.slug:
        _note_slug(entry, page, slug, user)
    if online and plan.may_go_online:
        came_online = put_online(entry.states, [*inside, *_mirrors(entry, inside, user)])
    publishing.subtree_changed(page)
    log(
        instance=Page.objects.get(pk=page.pk).specific,
        action="quartiers.bin.restore",
        user=user,
        data={"online": page.pk in came_online},
    )
    notes = _notes(entry, plan, slug, emptied, online=online, shown=came_online)
    entry.delete()
    page.refresh_from_db()
    return Restored(entry.title, page, page.pk in came_online, notes)


def _beside(entry: Entry, parent: Page, slug: str) -> tuple[Page, str, str]:
    """Its place among its neighbours of then, where one of them is still there."""
    children = {child.pk: child for child in parent.get_children()}
    if entry.after in children:
        return children[entry.after], slug, "left"
    if entry.before in children:
        return children[entry.before], slug, "right"
    return Page.objects.get(pk=parent.pk), slug, "last-child"


def _check_slug(slug: str, parent: Page, page: Page) -> None:
    if slug != slugify(slug):
        message = _("Une adresse s’écrit sans accent ni espace : « %(slug)s », par exemple.")
        raise ValidationError(message % {"slug": slugify(slug) or "page"})
    validate_slug(slug)
    if not Page._slug_is_available(slug, parent, page):
        raise ValidationError(_("Cette adresse est prise elle aussi : choisissez-en une autre."))


def _note_slug(entry: Entry, page: Page, slug: str, user: User) -> None:
    """The newest version must say the same address, or publishing it would ask for the old one."""
    if page.latest_revision_id and not page.alias_of_id:
        draft = page.specific.get_latest_revision_as_object()
        draft.slug = slug
        revision = draft.save_revision(user=user, clean=False, changed=False)
        entry.states[str(page.pk)]["latest"] = revision.pk


def _mirrors(entry: Entry, inside: list[int], user: User) -> list[int]:
    """Pages elsewhere that mirror it and may go online again with it."""
    outside = [int(key) for key in entry.states if int(key) not in inside]
    pages = Page.objects.filter(pk__in=outside, alias_of__in=inside)
    return [page.pk for page in pages if page.permissions_for_user(user).can_publish()]


def _notes(
    entry: Entry, plan: Plan, slug: str, emptied: int, *, online: bool, shown: set[int]
) -> list[str]:
    notes = []
    if plan.is_place_left:
        notes.append(_("Elle est maintenant sous « %(place)s ».") % {"place": plan.place})
    if slug != entry.slug:
        notes.append(_("Son adresse se termine maintenant par « %(slug)s ».") % {"slug": slug})
    if online and plan.why_draft:
        notes.append(plan.why_draft)
    elif online and missed(entry.states):
        notes.append(_("Sa date de mise en ligne est passée : publiez-la vous-même."))
    elif online and entry.states.get(str(entry.page_id), {}).get("live") and not shown:
        notes.append(_("Sa date de fin est passée : elle revient en brouillon."))
    if entry.had_review:
        notes.append(_("La relecture en cours avait été annulée : demandez-la de nouveau."))
    if emptied:
        notes.append(
            ngettext(
                "%(n)d image ou fichier supprimé depuis n’est pas revenu.",
                "%(n)d images ou fichiers supprimés depuis ne sont pas revenus.",
                emptied,
            )
            % {"n": emptied}
        )
    return notes


def restore_unseen(entry: Entry) -> None:
    """Take a picture or a file out of the bin by itself."""
    _restore_upload(entry, None)


def _restore_upload(entry: Entry, user: User | None) -> Restored:
    upload = entry.picture or entry.file
    type(upload).everything.filter(pk=upload.pk).update(is_binned=False)
    if isinstance(upload, Picture):
        pictures.show(upload, entry.slug)
    log(instance=upload, action="quartiers.bin.restore", user=user)
    entry.delete()
    return Restored(entry.title)
