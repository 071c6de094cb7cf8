"""What no software can hand over: people tick it off, and print what is left."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council


@dataclass(frozen=True)
class Reminder:
    """One line of the checklist; ``url_of`` leads to where it is done, if that is one of ours."""

    key: str
    text: str | Promise
    url_of: Callable[[Council], str] | None = None


@dataclass(frozen=True)
class Line:
    """A reminder as a screen shows it."""

    key: str
    text: str
    url: str
    is_done: bool


_reminders: dict[str, Reminder] = {}


def remind(reminder: Reminder) -> None:
    """Add a line; one registered again under its key is replaced."""
    _reminders[reminder.key] = reminder


def keys() -> set[str]:
    return set(_reminders)


def lines(council: Council, ticked: list[str]) -> list[Line]:
    return [
        Line(one.key, str(one.text), one.url_of(council) if one.url_of else "", one.key in ticked)
        for one in _reminders.values()
    ]


for _key, _text in (
    ("mailbox", _("Le mot de passe de la boîte aux lettres du conseil est changé et transmis.")),
    ("networks", _("Les comptes des réseaux sociaux ont changé de mains et de mot de passe.")),
    ("keys", _("La clé du panneau d’affichage et celles des salles sont remises.")),
    ("papers", _("Les papiers, le matériel et les listes de contacts sont remis.")),
    ("files", _("Les dossiers partagés en ligne ont changé de propriétaire.")),
    ("town-hall", _("La mairie sait à qui s’adresser désormais.")),
    ("team-page", _("La page « Équipe d’animation » nomme les bonnes personnes.")),
):
    remind(Reminder(_key, _text))
