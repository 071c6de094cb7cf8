"""Who may have an uploaded file: whoever may read a page that offers it, and its council's team.

The address of a file holds a number; whoever counts finds files of drafts and private pages too. So
a file leaves on a site only while a published page of that very site refers to it.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site

from sites.teams.scope import scope_of

from .models import CouncilFile


def refuse_strangers(file: CouncilFile, request: HttpRequest) -> None:
    """Hook ``before_serve_document``: 404 to whoever may not have the file."""
    if not (_is_offered(file, request) or _works_on(file, request)):
        raise Http404


def _works_on(file: CouncilFile, request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    scope = scope_of(request)
    return scope.is_administrator or file.collection_id in scope.collections


def _is_offered(file: CouncilFile, request: HttpRequest) -> bool:
    """Whether this reader may read a page of this host that refers to the file."""
    site = request.host_entry.site
    return bool(site) and any(_may_read(page, request) for page in _offering(file, site))


def _offering(file: CouncilFile, site: Site) -> Iterator[Page]:
    """The published pages of ``site`` that refer to the file, as they are published."""
    # Wagtail's index is made from what is stored, never from a draft of a published page.
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(CouncilFile),
        to_object_id=str(file.pk),
    )
    keys = [int(key) for key in found.values_list("object_id", flat=True).distinct()]
    pages = Page.objects.filter(pk__in=keys, live=True, path__startswith=site.root_page.path)
    return pages.select_related("publication").iterator()


def _may_read(page: Page, request: HttpRequest) -> bool:
    if getattr(page, "publication", None):  # a row says that everybody may
        return True
    restrictions = page.get_view_restrictions()
    return restrictions.exists() and all(
        restriction.restriction_type != PageViewRestriction.PASSWORD
        and restriction.accept_request(request)
        for restriction in restrictions
    )
