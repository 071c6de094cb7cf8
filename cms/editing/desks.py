"""One site, one of its sections, and what somebody may do there: what the quick forms ask first."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from wagtail.models import Page, PagePermissionTester, Site
from wagtail.permissions import policy_registry

from cms.pages.models import CouncilFile, Picture
from sites.accounts.models import User
from sites.councils.models import Council, Portal
from sites.teams.scope import scope_of


@dataclass(frozen=True)
class Desk:
    """Where ``user`` is about to add a page: below ``section``, on the site of ``owner``."""

    user: User
    owner: Council | Portal
    section: Page

    @property
    def site(self) -> Site:
        return self.owner.site

    @property
    def name(self) -> str:
        return self.owner.name

    @cached_property
    def rights(self) -> PagePermissionTester:
        return self.section.permissions_for_user(self.user)

    @cached_property
    def may_publish(self) -> bool:
        return self.rights.can_publish_subpage()

    @cached_property
    def may_submit(self) -> bool:
        """Whether what they write can be sent to those who publish."""
        return not self.may_publish and bool(self.section.get_workflow())


def desk_or_404(
    request: HttpRequest,
    site_id: int,
    section: type[Page],
    uploads: type[Picture] | type[CouncilFile],
) -> Desk:
    """The desk at which the request's sender adds pages below the ``section`` of a site of theirs,
    with files of the kind ``uploads``. 404 for any other site, as for one that does not exist.
    """
    owner = next((one for one in scope_of(request).owners if one.site.pk == site_id), None)
    if owner is None:
        raise Http404
    below = section.objects.descendant_of(owner.site.root_page).first()
    if below is None or not below.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    policy = policy_registry.get_by_type(uploads)
    if owner.collection not in policy.collections_user_has_permission_for(request.user, "add"):
        raise Http404
    return Desk(request.user, owner, below)  # type: ignore[arg-type]
