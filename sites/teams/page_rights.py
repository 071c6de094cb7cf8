"""What a role lets somebody do with a site's pages, read from the table of roles.

For lists that cover many sites: they ask no query. A screen that changes a page still asks Wagtail.
"""

from sites.councils.models import Council, Portal
from sites.councils.roles import ROLES

from .scope import Scope

ADD, CHANGE, PUBLISH = "add", "change", "publish"
PORTAL_CODE = "portal"  # no council may have this code (a constraint of theirs)
Owner = Council | Portal


def may(scope: Scope, act: str, owner: Owner) -> bool:
    """Whether they may do ``act`` (a page permission of roles.py) on the site of ``owner``."""
    if scope.is_administrator:
        return True
    council_id = council_id_of(owner)
    return any(
        scope.holds(role.key, council_id)
        for role in ROLES
        if act in role.pages and role.on_portal == (council_id is None)
    )


def owners_where(scope: Scope, act: str) -> list[Owner]:
    """The sites on which they may do ``act``, the portal first."""
    return [owner for owner in scope.owners if may(scope, act, owner)]


def council_id_of(owner: Owner) -> int | None:
    """The key by which roles know a site: its council's, None for the portal."""
    return owner.pk if isinstance(owner, Council) else None


def code_of(owner: Owner) -> str:
    """What stands for a site in an address of the admin (``?conseil=``)."""
    return owner.code if isinstance(owner, Council) else PORTAL_CODE
