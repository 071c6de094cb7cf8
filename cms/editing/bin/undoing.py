"""« Annuler » right after « Dépublier »: what was online comes back as it was, the same version.

The states travel in the message's form, signed for the person who unpublished: nothing is stored
that would have to be forgotten again.
"""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.pages import bin, publishing
from sites.accounts.models import User

from .putting import Refused
from .states import States, put_online, states_of

SALT = "quartiers.bin.unpublished"
LIFETIME = timedelta(hours=12)


def ticket_for(states: States, by: User) -> str:
    """What the form of « Annuler » sends."""
    return signing.dumps({"by": by.pk, "states": states}, salt=SALT, compress=True)


def states_before(pages: list[Page], *, with_below: bool) -> States:
    """The states of what unpublishing ``pages`` takes offline: mirrors too, and all below."""
    keys = {page.pk for page in pages}
    if with_below:
        for page in pages:
            keys.update(page.get_descendants().live().values_list("pk", flat=True))
    mirrors = Page.objects.filter(alias_of__in=keys, live=True)
    keys.update(mirrors.values_list("pk", flat=True))
    return states_of(Page.objects.filter(pk__in=keys, live=True).order_by("path"))


def put_back(ticket: str, user: User) -> list[Page]:
    """Put online again what ``ticket`` names and ``user`` may publish; the pages that are."""
    try:
        told = signing.loads(ticket, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise Refused(
            _("Il est trop tard pour annuler : publiez la page depuis son formulaire.")
        ) from None
    if told["by"] != user.pk:
        raise Refused(_("Seule la personne qui a dépublié la page peut l’annuler."))
    with transaction.atomic():
        publishing.take_turn()
        pages = Page.objects.filter(pk__in=[int(key) for key in told["states"]], live=False)
        shown = put_online(told["states"], [page.pk for page in pages if _may(user, page)])
        back = list(Page.objects.filter(pk__in=shown).order_by("path").specific())
        for page in back:
            log(instance=page, action="quartiers.bin.put_back", user=user)
    return back


def _may(user: User, page: Page) -> bool:
    rights = page.permissions_for_user(user)
    return not bin.in_bin(page) and rights.can_publish() and not rights.page_locked()
