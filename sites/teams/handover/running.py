"""The turns of a hand-over. Each function is one transaction.

Raises NotTheirs, Refused (sites.teams.rights) or TooFewLeads (sites.teams.members).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.roles import LEAD
from sites.teams import changing, holding, inviting, journal, rights
from sites.teams.members import FEWEST_LEADS, keeping_leads, leads_of, lock_teams, take_turns
from sites.teams.models import Act, Handover, Invitation, Succession
from sites.teams.rights import NotTheirs, Refused

from . import checklist, registry

OVER = gettext_lazy("Cette passation est déjà terminée.")


@dataclass(frozen=True)
class Choice:
    """Somebody leaves; a member takes over, or whoever accepts an invitation, or nobody yet."""

    leaver_id: int
    successor_id: int | None = None
    invitation_id: int | None = None


def open_of(council: Council) -> Handover | None:
    return Handover.objects.filter(council=council, ended_at=None).first()


@transaction.atomic
def choose(by: User, council: Council, choices: Iterable[Choice]) -> Handover:
    """Say who leaves and who takes over: begins a hand-over, or changes the one that is open."""
    take_turns(by.pk)
    lock_teams([council.pk])
    _check_lead(by, council)
    choices = list(choices)
    _check_choices(council, choices)
    handover = open_of(council)
    if handover is None:
        handover = Handover.objects.create(council=council, begun_by=by)
        journal.note(Act.HANDOVER_BEGUN, council, by, about_id=handover.pk)
    staying = handover.successions.filter(left_at=None)
    staying.exclude(leaver__in=[one.leaver_id for one in choices]).delete()
    for one in choices:
        handover.successions.update_or_create(
            leaver_id=one.leaver_id,
            defaults={"successor_id": one.successor_id, "invitation_id": one.invitation_id},
        )
    return handover


@transaction.atomic
def move(by: User, pk: int) -> int:
    """Hand the work over to those who are known; returns how many things changed hands."""
    take_turns(by.pk, *_concerned(pk))
    handover = _open(pk, by)
    rows = list(_ready(handover))
    return sum(_move(by, handover, row) for row in rows)


@transaction.atomic
def note(by: User, pk: int, ticked: Iterable[str]) -> None:
    """Remember what of the checklist is done."""
    handover = _open(pk, by)
    handover.ticked = sorted(set(ticked) & checklist.keys())
    handover.save(update_fields=["ticked"])


def end(by: User, pk: int, raised: Iterable[int], ticked: Iterable[str]) -> Handover:
    """Everything at once: the work that is left, new leads, the roles of those who leave.

    ``raised`` are keys of successors who become leads first.
    """
    known = Handover.objects.filter(pk=pk).first()
    if known is None:
        raise Refused(str(OVER))
    with keeping_leads([known.council_id], by.pk, *_concerned(pk)):
        handover = _open(pk, by)
        for row in _ready(handover):
            _move(by, handover, row)
        _raise(by, handover, set(raised))
        rows = handover.successions.filter(left_at=None).select_related("leaver")
        for row in sorted(rows, key=lambda row: row.leaver_id == by.pk):  # oneself last
            _take_roles(by, handover.council, row)
        handover.ticked = sorted(set(ticked) & checklist.keys())
        handover.ended_at, handover.ended_by = timezone.now(), by
        handover.save()
        journal.note(Act.HANDOVER_ENDED, handover.council, by, about_id=pk)
    return handover


@transaction.atomic
def stop(by: User, pk: int) -> None:
    """Give it up: nothing that was handed over comes back, no role is taken."""
    handover = _open(pk, by)
    journal.note(Act.HANDOVER_STOPPED, handover.council, by, about_id=pk)
    handover.delete()


# What screens show --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outlook:
    """How many leads there will be, and who could become one."""

    left: int
    candidates: list[User]

    @property
    def missing(self) -> int:
        return max(0, FEWEST_LEADS - self.left)

    @property
    def is_enough(self) -> bool:
        return self.left + len(self.candidates) >= FEWEST_LEADS


def outlook(handover: Handover) -> Outlook:
    """What happens to the leads when all who are to leave have left."""
    rows = list(handover.successions.filter(left_at=None).select_related("successor"))
    leads = set(leads_of(handover.council).values_list("pk", flat=True))
    left = leads - {row.leaver_id for row in rows}
    heirs = {
        row.successor
        for row in rows
        if row.successor and row.leaver_id in leads and row.successor_id not in left
    }
    usable = [heir for heir in heirs if holding.used_by(heir, handover.council) and heir.is_active]
    return Outlook(len(left), sorted(usable, key=lambda heir: heir.pk))


# Parts --------------------------------------------------------------------------------------------


def _concerned(pk: int) -> set[int]:
    """Keys of the accounts whose work or roles change."""
    pairs = Succession.objects.filter(handover=pk).values_list("leaver", "successor")
    return {key for pair in pairs for key in pair if key}


def _check_lead(by: User, council: Council) -> None:
    rights.check(by, council, {LEAD})


def _open(pk: int, by: User) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("council__site")
    handover = rows.filter(pk=pk, ended_at=None).first()
    if handover is None:
        raise Refused(str(OVER))
    _check_lead(by, handover.council)
    return handover


def _check_choices(council: Council, choices: list[Choice]) -> None:
    team = holding.everybody(council)
    leavers = {one.leaver_id for one in choices}
    if not leavers:
        raise Refused(_("Cochez au moins une personne qui part."))
    if not leavers <= team.keys():
        raise NotTheirs("a leaver who is not of this team")
    for one in choices:
        if one.successor_id and one.successor_id not in team:
            raise NotTheirs("a successor who is not of this team")
        if one.successor_id in leavers:
            raise Refused(
                _("Qui part ne peut pas prendre la suite : choisissez quelqu’un d’autre.")
            )
        if one.invitation_id and not inviting.open_in(council).filter(pk=one.invitation_id):
            raise Refused(_("Cette invitation n’attend plus de réponse : choisissez à nouveau."))


def _ready(handover: Handover):
    rows = handover.successions.filter(left_at=None, successor__isnull=False)
    return rows.select_related("leaver", "successor")


def _move(by: User, handover: Handover, row: Succession) -> int:
    council, successor = handover.council, row.successor
    if successor is None or not holding.used_by(successor, council):
        message = _("%(name)s n’a pas de rôle dans l’équipe en ce moment : choisissez à nouveau.")
        raise Refused(message % {"name": successor})
    moved = registry.move_all(row.leaver, successor, council)
    row.moved = {key: row.moved.get(key, 0) + moved.get(key, 0) for key in {*row.moved, *moved}}
    row.moved_at = timezone.now()
    row.save(update_fields=["moved", "moved_at"])
    if moved:
        to = row.successor_id
        journal.note(Act.HANDED_OVER, council, by, row.leaver, handover.pk, moved=moved, to=to)
    return sum(moved.values())


def _raise(by: User, handover: Handover, wanted: set[int]) -> None:
    heirs = handover.successions.filter(successor__in=wanted, left_at=None)
    for row in heirs.select_related("successor"):
        if row.successor and LEAD not in holding.roles_of(row.successor, handover.council):
            changing.set_roles(by, row.successor, handover.council, frozenset({LEAD}))


def _take_roles(by: User, council: Council, row: Succession) -> None:
    if row.leaver_id == by.pk:
        changing.leave(by, council)
    elif holding.roles_of(row.leaver, council):
        changing.remove(by, row.leaver, council)
    row.left_at = timezone.now()
    row.save(update_fields=["left_at"])


def heir_words(row: Succession) -> str:
    """Who takes over, as far as it is known."""
    if row.successor:
        return row.successor.public_name
    invitation: Invitation | None = row.invitation
    if invitation and invitation.is_open:
        return _("%(address)s (n’a pas encore accepté)") % {"address": invitation.address}
    return ""
