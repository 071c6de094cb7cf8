"""What the delivery of pages holds of a person: see sites.accounts.privacy.registry."""

from django.utils.translation import gettext_lazy as _

from sites.accounts.privacy.registry import Holding, hold
from sites.accounts.privacy.rows import deleted

PREVIEWS = Holding(
    key="previews",
    name=_("Les aperçus des pages que vous préparez"),
    purpose=_("vous les montrer sur le site du conseil"),
    kept=_("une minute"),
    retention="previews",
    links=("quartiers_delivery.Preview.owner",),
    erase=deleted("quartiers_delivery.Preview.owner"),
)


def declare() -> None:
    hold(PREVIEWS)
