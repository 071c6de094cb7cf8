"""Pages of a site that photos can be added to."""

from django.db.models import F
from wagtail.models import Page

from cms.pages.models import GalleryPage, NewsPage

from ..desks import Desk

NEWEST = 30


def targets_of(desk: Desk) -> list[Page]:
    """News and galleries of the desk's site that its user may write in, the last edited first."""
    pages = Page.objects.child_of(desk.section).type((NewsPage, GalleryPage))
    newest = pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
    return [page for page in newest.specific()[:NEWEST] if _may_write(page, desk)]


def _may_write(page: Page, desk: Desk) -> bool:
    rights = page.permissions_for_user(desk.user)
    return rights.can_edit() and not rights.page_locked()
