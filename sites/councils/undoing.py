"""Taking back a council that was made by mistake, before anybody used it: all of it or nothing.

Upper floors take away what they made of it, or refuse (``council_undone``): nothing that somebody
wrote is ever lost this way.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import Page

from . import onboarding
from .models import Council
from .signals import council_undone


@transaction.atomic
def undo_council(slug: str) -> str:
    """Take away the council ``slug`` with its site; returns what it was called.

    Raises ValidationError (in words for the operator) when it is unknown or in use; nothing is
    changed then.
    """
    onboarding.lock()
    found = Council.objects.select_related("site__root_page", "collection").filter(slug=slug)
    council = found.first()
    if council is None:
        raise ValidationError(_("Aucun conseil n’a l’identifiant « %(slug)s ».") % {"slug": slug})
    check_unused(council)
    try:
        council_undone.send(sender=Council, council=council)
        _remove(council)
    except ProtectedError as kept:
        raise ValidationError(_in_use(council)) from kept
    return council.name


def check_unused(council: Council) -> None:
    """Raise ValidationError when somebody has a role there already."""
    if council.role_groups.filter(group__user__isnull=False).exists():
        message = _("Des personnes ont un rôle dans « %(name)s » : retirez-les d’abord.")
        raise ValidationError(message % {"name": council.name}, code="in-use")


def _remove(council: Council) -> None:
    site, collection = council.site, council.collection
    home = site.root_page_id
    for row in council.role_groups.select_related("group"):
        row.group.delete()
    council.delete()
    site.delete()
    Page.objects.get(pk=home).delete()
    collection.delete()


def _in_use(council: Council) -> str:
    message = _("« %(name)s » sert déjà : on ne l’annule plus.")
    return message % {"name": council.name}
