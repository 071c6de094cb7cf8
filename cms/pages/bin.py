"""Where deleted pages wait: below one page outside every site, where nothing of a page works.

A page in the bin keeps its key, its versions, comments and references. Below the bin no site finds
it, so that it has no address and no publication; Wagtail's screens ask two things of a page, who
may see it and what they may do with it, and both are answered here: nobody, nothing. That holds for
administrators too: what is in the bin is worked on in the bin (cms.editing.bin).
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_MoveHandler
from wagtail.models import Page, PagePermissionTester, ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.rich_text.pages import PageLinkHandler

from sites.accounts.models import User

from . import publishing
from .tree import BIN_ADDRESS, BIN_SLUG, in_bin


def binned_pages() -> QuerySet[Page]:
    """All pages in the bin, and the bin itself."""
    return Page.objects.filter(url_path__startswith=BIN_ADDRESS)


def the_bin() -> Page:
    """The page below which deleted ones wait; made when the first one comes.

    Inside the turn of whoever changes pages; onboarding makes pages at the same place and locks the
    root for that.
    """
    publishing.take_turn()
    root = Page.objects.select_for_update().get(depth=1)
    known = Page.objects.filter(depth=2, slug=BIN_SLUG).first()
    return known or root.add_child(
        instance=Page(title=str(_("Corbeille")), slug=BIN_SLUG, live=False)
    )


def carry(page: Page, target: Page, slug: str, pos: str = "last-child") -> Page:
    """Move ``page`` into the bin or out of it, without a redirect from where it was.

    ``pos`` says where, as treebeard does: below ``target`` or beside it. Returns the page as it
    lies then.
    """
    publishing.take_turn()
    page = Page.objects.get(pk=page.pk)
    parent = target if pos.endswith("child") else target.get_parent()
    moved = page.specific
    moved.slug = slug
    old, new = page.url_path, moved.set_url_path(parent)
    MP_MoveHandler(page, target, pos).process()
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=new)
    page = Page.objects.get(pk=page.pk)
    page._update_descendant_url_paths(old, new)
    publishing.subtree_changed(page)
    return page


# What Wagtail asks ------------------------------------------------------------------------------


class NothingAllowed(PagePermissionTester):
    """Nobody does anything with a page in the bin."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.permissions: set[str] = set()

    def _no(self, *args, **kwargs) -> bool:
        return False

    can_add_subpage = can_edit = can_delete = can_unpublish = can_publish = _no
    can_submit_for_moderation = can_set_view_restrictions = can_unschedule = _no
    can_lock = can_unlock = can_publish_subpage = can_reorder_children = _no
    can_move = can_copy = can_move_to = can_copy_to = can_view_revisions = _no


def connect() -> None:
    """Put the answers in place (once, when the app is ready)."""
    Page.permissions_for_user = _nothing_in_bin(Page.permissions_for_user)
    for name in ("instances_user_has_any_permission_for", "explorable_instances"):
        answer = getattr(PagePermissionPolicy, name)
        setattr(PagePermissionPolicy, name, _without_bin(answer))
    PageLinkHandler.get_many = classmethod(_leading_nowhere(PageLinkHandler.get_many.__func__))
    for name in ("get_references_to", "get_references_to_in_bulk"):
        references = getattr(ReferenceIndex, name).__func__
        setattr(ReferenceIndex, name, classmethod(_by_what_is_used(references)))


def _nothing_in_bin(permissions_for_user: Callable) -> Callable:
    @wraps(permissions_for_user)
    def nothing_in_bin(page: Page, user: User) -> PagePermissionTester:
        return NothingAllowed(user, page) if in_bin(page) else permissions_for_user(page, user)

    return nothing_in_bin


def _without_bin(answer: Callable) -> Callable:
    """Only of those whose rights begin at the root: the bin lies below nobody else's pages."""

    @wraps(answer)
    def without_bin(policy: PagePermissionPolicy, user: User, *args) -> QuerySet[Page]:
        pages = answer(policy, user, *args)
        if not _reaches_root(policy, user):
            return pages
        return pages.exclude(pk__in=binned_pages().order_by().values("pk"))

    return without_bin


def _reaches_root(policy: PagePermissionPolicy, user: User) -> bool:
    if user.is_superuser:
        return True
    return any(right.page.depth == 1 for right in policy.get_cached_permissions_for_user(user))


def _leading_nowhere(get_many: Callable) -> Callable:
    """A link in a text to a page in the bin shows as one to a deleted page: its words only."""

    @wraps(get_many)
    def leading_nowhere(cls, attrs_list: list[dict]) -> list[Page | None]:
        pages = get_many(cls, attrs_list)
        return [None if page and in_bin(page) else page for page in pages]

    return leading_nowhere


def _by_what_is_used(references: Callable) -> Callable:
    """What a page in the bin refers to is not in use by it."""

    @wraps(references)
    def by_what_is_used(cls, things) -> QuerySet[ReferenceIndex]:
        keys = binned_pages().annotate(key=Cast("pk", CharField())).values("key")
        of_pages = ContentType.objects.get_for_model(Page)
        return references(cls, things).exclude(base_content_type=of_pages, object_id__in=keys)

    return by_what_is_used
