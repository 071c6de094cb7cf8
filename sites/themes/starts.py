"""What an integrator begins from the first screen of the admin."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from sites.councils.roles import INTEGRATOR
from sites.teams.actions import Action, Offer, register
from sites.teams.page_rights import Owner
from sites.teams.scope import Scope


def for_integrators(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    if not scope.holds(INTEGRATOR):
        return
    yield (
        None,
        Action(
            _("Déposer un thème"),
            reverse("themes_admin:upload"),
            "upload",
            _("Contrôler un paquet, puis l’installer"),
        ),
    )
    yield (
        None,
        Action(
            _("Choisir l’apparence d’un site"),
            reverse("themes_admin:looks"),
            "view",
            _("Essayer, porter, revenir en arrière"),
        ),
    )


def connect() -> None:
    register("themes", for_integrators, order=700)
