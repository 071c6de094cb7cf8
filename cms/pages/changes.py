"""Changes that reach pages otherwise than by saving one: moves, privacy, pictures, files, deletion.

Wagtail's screens work on plain ``Page`` objects here and there (bulk actions, the order of pages,
the end of a schedule), where no method of ours is called; and none of these changes stands in a
transaction. So the rules are given to Wagtail's own actions and models.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects import signal_handlers as redirects
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.publications.models import Publication
from sites.councils.stamps import CHROME, bump

from . import publishing
from .models import BasePage, CouncilDocument, CouncilFile, GalleryPhoto, Picture
from .tree import host_of, may_move, path_on

SITE_IS_KEPT = _("Une page ne peut pas changer de site : copiez son contenu.")


def connect() -> None:
    """Listen, and put the wrappers in place (once, when the app is ready)."""
    post_save.connect(_plain_page_saved, Page, dispatch_uid="quartiers_plain_page")
    post_delete.connect(_page_deleted, dispatch_uid="quartiers_page_deleted")
    for signal in (post_save, post_delete):
        signal.connect(_privacy_changed, PageViewRestriction, dispatch_uid="quartiers_privacy")
    for model in (Picture, CouncilFile):
        uid = f"quartiers_{model.__name__}"
        post_save.connect(_upload_changed, model, dispatch_uid=f"{uid}_saved")
        pre_delete.connect(_upload_leaves, model, dispatch_uid=f"{uid}_leaves")
        post_delete.connect(_upload_left, model, dispatch_uid=f"{uid}_left")
    MovePageAction.execute = _in_turn(_moving(MovePageAction.execute))
    for name in ("save", "delete"):
        setattr(PageViewRestriction, name, _in_turn(getattr(PageViewRestriction, name)))
    redirects.create_redirects = _of_public_pages(redirects.create_redirects)
    Page._slug_is_available = staticmethod(_slug_is_free(Page._slug_is_available))


def _in_turn(change: Callable) -> Callable:
    """``change`` and what follows from it, as one and after whoever else changes pages."""

    @wraps(change)
    def in_turn(*args, **kwargs):
        with transaction.atomic():
            publishing.take_turn()
            return change(*args, **kwargs)

    in_turn.alters_data = True  # type: ignore[attr-defined] # templates may not call it
    return in_turn


def _moving(execute: Callable) -> Callable:
    @wraps(execute)
    def moving(action: MovePageAction, skip_permission_checks: bool = False):
        action.page.refresh_from_db(fields=("path", "depth", "url_path"))  # moved by the same bulk?
        inside = action.pos in ("first-child", "last-child", "sorted-child")
        parent = action.target if inside else action.target.get_parent()
        if not skip_permission_checks:
            _check_rights(action, parent)
        if not may_move(action.page, parent):
            raise ValidationError(SITE_IS_KEPT)
        execute(action, skip_permission_checks=True)
        publishing.subtree_changed(action.page)

    return moving


def _check_rights(action: MovePageAction, parent: Page) -> None:
    """The order below a page is a right over that page: fixed pages may change places too."""
    reorders = action.user and action.page.is_child_of(parent)
    if not (reorders and parent.permissions_for_user(action.user).can_reorder_children()):
        action.check(parent)


def _of_public_pages(create: Callable) -> Callable:
    """A draft that is renamed leaves nothing: its address was nobody's, the new one is a secret."""

    @wraps(create)
    def create_redirects(page: Page, *args, **kwargs) -> None:
        if page.first_published_at:
            create(page, *args, **kwargs)

    return create_redirects


def _slug_is_free(is_available: Callable) -> Callable:
    """An address that a page has left leads to that page for ever: no other page takes it."""

    @wraps(is_available)
    def slug_is_free(slug: str, parent_page: Page, page: Page | None = None) -> bool:
        if not is_available(slug, parent_page, page):
            return False
        host = host_of(parent_page) if parent_page else None
        if not host:
            return True
        inside = getattr(page, "address_prefix", "")
        left = Redirect.objects.filter(
            site=host.site,
            old_path=Redirect.normalise_path(f"{path_on(host, parent_page)}{inside}{slug}/"),
            automatically_created=True,
        )
        return not left.exclude(redirect_page_id=page and page.pk).exists()

    return slug_is_free


def _plain_page_saved(instance: Page, raw=False, **kwargs) -> None:
    """Still inside the transaction of ``Page.save()``."""
    if not raw and instance.depth > 1:
        publishing.page_changed(instance)


def _privacy_changed(instance: PageViewRestriction, raw=False, origin=None, **kwargs) -> None:
    """Not when the restriction goes with its page: nothing is made public on the way out."""
    goes_alone = origin is None or _model_of(origin) is PageViewRestriction
    if not raw and goes_alone:
        publishing.subtree_changed(instance.page)


def _model_of(origin) -> type[Model]:
    """The model of what a deletion began with: an object or a queryset."""
    return getattr(origin, "model", None) or type(origin)


def _upload_changed(instance: Picture | CouncilFile, created=False, raw=False, **kwargs) -> None:
    if not raw and not created:
        publishing.pages_changed(_pages_showing(instance))


def _upload_leaves(instance: Picture | CouncilFile, **kwargs) -> None:
    instance.pages_left = _pages_showing(instance)  # afterwards they no longer point here


def _upload_left(instance: Picture | CouncilFile, **kwargs) -> None:
    publishing.pages_changed(instance.pages_left)


def _pages_showing(upload: Picture | CouncilFile) -> list[int]:
    """Keys of the pages whose row in the publications says something of ``upload``."""
    if isinstance(upload, CouncilFile):
        return list(CouncilDocument.objects.filter(file=upload).values_list("pk", flat=True))
    leads = Publication.objects.filter(image=upload).values_list("page_id", flat=True)
    return [*leads, *GalleryPhoto.objects.filter(image=upload).values_list("page_id", flat=True)]


def _page_deleted(sender, **kwargs) -> None:
    """The row goes with the page (a cascade); menus must notice too."""
    if issubclass(sender, BasePage):
        bump(CHROME)
