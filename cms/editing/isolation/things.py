"""What belongs to whom: pages by their place in the tree, files by their collection.

Everything else is either shared by all councils or the administrators' business. A published page
that everybody may read is nobody's secret: a link may lead to it from anywhere.
"""

from collections.abc import Iterable

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.pages.models import CouncilFile, Picture, Place, Topic
from sites.councils.models import Council
from sites.teams.scope import Scope

SHARED = (Place, Topic, Council, Tag)  # every council may point at these
FILES = (Picture, CouncilFile)


def under(paths: Iterable[str]) -> Q:
    """Pages at or below these tree paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(path__startswith=path)
    return found


def own_pages(scope: Scope) -> PageQuerySet:
    """The pages of somebody's sites, drafts too."""
    pages = Page.objects.all()
    return pages if scope.is_administrator else pages.filter(under(scope.roots))


def linkable_pages(scope: Scope, pages: PageQuerySet) -> PageQuerySet:
    """Those of ``pages`` that a link may lead to: one's own, and what everybody may read."""
    if scope.is_administrator:
        return pages
    everybodys = Page.objects.live().public().order_by().values("pk")
    return pages.filter(under(scope.roots) | Q(pk__in=everybodys))


def is_own_page(scope: Scope, page: Page) -> bool:
    return scope.is_administrator or page.path.startswith(scope.roots)


def is_above(scope: Scope, page: Page) -> bool:
    """Whether ``page`` lies on the way from the root of all pages to one of theirs."""
    return any(root.startswith(page.path) for root in scope.roots)


def is_linkable(scope: Scope, page: Page) -> bool:
    if is_own_page(scope, page):
        return True
    return page.live and not page.get_view_restrictions().exists()


def is_own(scope: Scope, thing: Model) -> bool:
    """Whether somebody may see ``thing`` in the admin; what nobody listed is nobody's to see."""
    if scope.is_administrator or isinstance(thing, SHARED):
        return True
    if isinstance(thing, Page):
        return is_own_page(scope, thing)
    if isinstance(thing, FILES):
        return thing.collection_id in scope.collections
    return False


def may_point_at(scope: Scope, thing: Model) -> bool:
    """Whether what somebody writes may refer to ``thing``."""
    if isinstance(thing, Page):
        return is_linkable(scope, thing)
    return is_own(scope, thing)


def elsewhere() -> str:
    """What stands for a thing of another council that is still referred to."""
    return _("(à un autre conseil)")
