"""« Gérer les forums » on the first screen of the admin."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from sites.teams.actions import Action, Offer, register
from sites.teams.page_rights import Owner, council_id_of
from sites.teams.scope import Scope

from .reach import reach_of

ICON = "comment"


def offer(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    """For who leads a council; administrators and moderators have the menu."""
    homes = reach_of(scope).rights_homes
    label, hint = _("Gérer les forums"), _("Créer, ordonner, fermer, archiver ; qui peut écrire")
    for owner in owners:
        if council_id_of(owner) in homes:
            yield owner, Action(label, reverse("forums_admin:index"), ICON, hint)


def connect() -> None:
    register("managing-forums", offer, order=450)
