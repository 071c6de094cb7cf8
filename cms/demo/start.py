"""What the start page shows: the sites as they are, the accounts and what each may do."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from cms.demo.content import accounts
from sites.councils import roles
from sites.councils.hosts import HostTable


@dataclass(frozen=True)
class Person:
    """An account in words; ``may`` is one sentence."""

    email: str
    pseudonym: str
    role: str
    may: str


@dataclass(frozen=True)
class Start:
    known: HostTable

    @property
    def portal(self):
        return self.known.portal

    @property
    def portal_url(self) -> str:
        return self.known.portal_url

    @property
    def councils(self):
        return self.known.neighbours

    @property
    def admin_url(self) -> str:
        return f"{settings.WAGTAILADMIN_BASE_URL}/admin/"

    @property
    def password(self) -> str:
        return accounts.PASSWORD

    @property
    def everywhere(self) -> list[Person]:
        """Accounts of the whole install."""
        return [_person(one) for one in accounts.EVERYWHERE]

    @property
    def local(self) -> list[Person]:
        """Accounts of one council; those of the others differ by their code only."""
        return [_person(one) for one in (*accounts.VOLUNTEERS["lba"], *accounts.RESIDENTS["lba"])]


def _person(account: accounts.Account) -> Person:
    labels = {key: str(label) for key, label in roles.ROLE_CHOICES}
    role = labels.get(account.role, _("Habitante ou habitant"))
    return Person(account.email, account.pseudonym, role, _may(account.role))


def _may(role: str) -> str:
    return {
        "": _("Ouvre des sujets et répond sur le forum de tous les sites."),
        roles.CONTRIBUTOR: _("Écrit des brouillons, que la rédaction publie."),
        roles.EDITOR: _("Publie les pages, les images et les fichiers de son conseil."),
        roles.LEAD: _("La même chose, et répond de son conseil."),
        roles.MODERATOR: _("Masque, déplace et ferme ce qui se dit sur le forum des six conseils."),
        roles.TOWN_HALL: _("Répondra aux vœux et aux idées ; ne modifie rien d’autre."),
        roles.COORDINATOR: _("Publie les pages du portail."),
        roles.INTEGRATOR: _(
            "Installe les thèmes et choisit celui de chaque site ; ne touche à aucun contenu."
        ),
        roles.ADMINISTRATOR: _("Peut tout, sur tous les sites."),
    }[role]
