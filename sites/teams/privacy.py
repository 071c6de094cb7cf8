"""What teams hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import deleted, told

from .models import Invitation, TeamEntry


def _invitations(user: User) -> Iterator[Part]:
    columns = {"sent": _("envoyée le"), "council": _("conseil"), "note": _("un mot")}
    theirs = Invitation.objects.filter(address=user.email.lower()).order_by("pk")
    rows = told(theirs, sent="sent_at", council="council__name", note="note")
    yield Table("invitations", _("les invitations que vous avez reçues"), columns, rows)
    columns = {"sent": _("envoyée le"), "address": _("adresse"), "note": _("un mot")}
    own = Invitation.objects.filter(sender=user).order_by("pk")
    rows = told(own, sent="sent_at", address="address", note="note")
    yield Table("invitations-envoyees", _("celles que vous avez envoyées"), columns, rows)


def _erase_invitations(person: Person) -> None:
    addresses = [address.lower() for address in person.addresses]
    Invitation.objects.filter(address__in=addresses).delete()
    Invitation.objects.filter(sender=person.user).delete()
    Invitation.objects.filter(accepted_by=person.user).delete()


def _history(user: User) -> Iterator[Part]:
    columns = {"at": _("quand"), "act": _("quoi"), "council": _("conseil")}
    rows = TeamEntry.objects.filter(account=user).order_by("pk")
    own = told(rows, at="at", act="act", council="council__name")
    yield Table("equipes", _("ce qui a été fait de vos rôles"), columns, own)


INVITATIONS = Holding(
    key="team-invitations",
    name=_("Les invitations à rejoindre une équipe : adresse, mot qui l’accompagne"),
    purpose=_("laisser entrer dans une équipe la personne invitée, et elle seule"),
    kept=_("%(time)s"),
    retention="invitations",
    links=(
        "quartiers_teams.Invitation.sender",
        "quartiers_teams.Invitation.accepted_by",
    ),
    export=_invitations,
    erase=_erase_invitations,
)
TEAMS = Holding(
    key="teams",
    name=_("Qui a reçu, changé ou quitté quel rôle dans une équipe, et les passations"),
    purpose=_("pouvoir répondre de qui publie au nom d’un conseil"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="council_work",
    links=(
        *(f"quartiers_teams.TeamEntry.{name}" for name in ("account", "by")),
        *(f"quartiers_teams.Pause.{name}" for name in ("account", "by")),
        *(f"quartiers_teams.Handover.{name}" for name in ("begun_by", "ended_by")),
        *(f"quartiers_teams.Succession.{name}" for name in ("leaver", "successor")),
    ),
    contributes=("quartiers_teams.TeamEntry.by",),
    export=_history,
    erase=deleted("quartiers_teams.Pause.account"),
)


def declare() -> None:
    hold(INVITATIONS, TEAMS)
