"""Inviting somebody into a team. Each function is one transaction: row, log and mail, or nothing.

An invitation can never give more than its sender has in that council: asked when it is sent, and
again when it is accepted, for the sender may have lost the role meanwhile. It is bound to the
address it was sent to. Nothing tells its sender whether that address has an account.

Raises NotTheirs (see rights.py) or Refused.
"""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.accounts import addresses
from sites.accounts.guard import DAY
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation import sanctions

from . import holding, journal, letters, pausing, rights
from .members import take_turns
from .models import Act, Invitation, Succession
from .rights import Refused

GOOD_FOR = timedelta(days=14)
MOST_SENDINGS = 4
BY_SENDER = Limit("team-invitations-by", allowed=30, seconds=DAY)
TO_ADDRESS = Limit("team-invitations-to", allowed=6, seconds=DAY)

Outcome = Invitation.Outcome


class OtherAddress(Refused):
    """The invitation is for another address than the account's."""


def of_team(council: Council | None) -> QuerySet[Invitation]:
    """All invitations into a team that are still kept."""
    return Invitation.objects.filter(council=council)


def open_in(council: Council | None) -> QuerySet[Invitation]:
    """Those that wait for an answer, and those that nobody answered in time."""
    rows = of_team(council).filter(outcome__in=(Outcome.OPEN, Outcome.EXPIRED))
    return rows.select_related("sender").order_by("-sent_at")


@transaction.atomic
def invite(
    by: User, council: Council | None, address: str, roles: frozenset[str], note: str = ""
) -> Invitation:
    """Invite ``address`` to take ``roles``; a word of the sender goes with it."""
    take_turns(by.pk)
    rights.check(by, council, roles)
    address = addresses.tidy(address)
    _check_limits(by, address)
    _expire(Invitation.objects.filter(council=council, address=address))
    now = timezone.now()
    invitation = Invitation(
        council=council,
        address=address,
        roles=sorted(roles),
        note=note.strip(),
        sender=by,
        first_sent_at=now,
        sent_at=now,
        expires_at=now + GOOD_FOR,
    )
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:
        message = _(
            "Une invitation attend déjà une réponse à cette adresse : renvoyez-la, "
            "ou annulez-la pour en envoyer une autre."
        )
        raise Refused(message) from None
    journal.note(Act.INVITED, council, by, about_id=invitation.pk, roles=invitation.roles)
    letters.invite(invitation, by)
    return invitation


@transaction.atomic
def resend(by: User, pk: int) -> Invitation:
    """Send it once more, with two more weeks; whoever resends it answers for it from now on."""
    take_turns(by.pk)
    invitation = _locked(pk)
    rights.check(by, invitation.council, frozenset(invitation.roles))
    if invitation.outcome not in (Outcome.OPEN, Outcome.EXPIRED):
        raise Refused(_("Cette invitation a déjà reçu une réponse."))
    if invitation.sendings >= MOST_SENDINGS:
        message = _("Ce courriel est déjà parti %(n)d fois : appelez plutôt la personne.")
        raise Refused(message % {"n": invitation.sendings})
    _check_limits(by, invitation.address)
    now = timezone.now()
    invitation.sender, invitation.sent_at, invitation.expires_at = by, now, now + GOOD_FOR
    invitation.sendings += 1
    invitation.outcome, invitation.ended_at = Outcome.OPEN, None
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:  # a newer one was sent since this one expired
        raise Refused(_("Une invitation plus récente attend déjà à cette adresse.")) from None
    journal.note(Act.RESENT, invitation.council, by, about_id=pk)
    letters.invite(invitation, by)
    return invitation


@transaction.atomic
def revoke(by: User, pk: int) -> Invitation:
    """Take it back: its link opens nothing any more. Nobody is told."""
    take_turns(by.pk)
    invitation = _locked(pk)
    rights.check(by, invitation.council, frozenset(invitation.roles))
    if invitation.outcome not in (Outcome.OPEN, Outcome.EXPIRED):
        raise Refused(_("Cette invitation a déjà reçu une réponse."))
    _end(invitation, Outcome.REVOKED)
    journal.note(Act.REVOKED, invitation.council, by, about_id=pk)
    return invitation


def why_not(invitation: Invitation, account: User) -> str:
    """Why ``account`` cannot accept it at this moment, in words; empty when they can."""
    try:
        _check_acceptance(invitation, account)
    except Refused as refusal:
        return refusal.message
    return ""


@transaction.atomic
def accept(account: User, pk: int) -> Invitation:
    """Give the roles to ``account``; who takes over in a hand-over is known from now on."""
    sender_id = Invitation.objects.values_list("sender_id", flat=True).get(pk=pk)
    take_turns(account.pk, sender_id)
    invitation = _locked(pk)
    _check_acceptance(invitation, account)
    before = holding.roles_of(account, invitation.council)
    holding.give(account, invitation.council, invitation.roles)
    _end(invitation, Outcome.ACCEPTED, account)
    after = before | set(invitation.roles)
    journal.note(
        Act.JOINED, invitation.council, account, account, pk, roles=sorted(after), sender=sender_id
    )
    own = Succession.objects.filter(invitation=invitation, successor=None)
    own.exclude(leaver=account).update(successor=account)
    told = (account, invitation.council, account, invitation.roles)
    letters.tell_leads(letters.JOINED, *told)
    return invitation


@transaction.atomic
def decline(account: User, pk: int) -> None:
    """« Non merci. »"""
    take_turns(account.pk)
    invitation = _locked(pk)
    _check_is_for(invitation, account)
    if not invitation.is_open:
        raise Refused(over(invitation))
    _end(invitation, Outcome.DECLINED)
    journal.note(Act.DECLINED, invitation.council, account, account, pk)


def sweep() -> int:
    """Close what was not answered in time, delete what is old; returns how many were deleted."""
    _expire(Invitation.objects.all())
    days = settings.RETENTION["invitations"]["days"]
    old = Invitation.objects.filter(sent_at__lt=timezone.now() - timedelta(days=days))
    return old.exclude(outcome=Outcome.OPEN).delete()[0]


# Parts --------------------------------------------------------------------------------------------


def _locked(pk: int) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("council__site", "sender").get(pk=pk)


def _expire(rows) -> None:
    now = timezone.now()
    rows.filter(outcome=Outcome.OPEN, expires_at__lte=now).update(
        outcome=Outcome.EXPIRED, ended_at=now
    )


def _end(invitation: Invitation, outcome: str, account: User | None = None) -> None:
    invitation.outcome, invitation.ended_at = outcome, timezone.now()
    invitation.accepted_by = account
    invitation.save(update_fields=["outcome", "ended_at", "accepted_by"])


def _check_limits(by: User, address: str) -> None:
    """A mail to anybody's address, with words of one's own: not without end."""
    if BY_SENDER.take(str(by.pk)) or TO_ADDRESS.take(address):
        raise Refused(_("Trop d’invitations aujourd’hui. Réessayez demain."))


def _check_is_for(invitation: Invitation, account: User) -> None:
    if addresses.tidy(account.email) != invitation.address:
        message = _("Cette invitation a été envoyée à %(address)s, et à nulle autre adresse.")
        raise OtherAddress(message % {"address": invitation.address})


def _check_acceptance(invitation: Invitation, account: User) -> None:
    if not invitation.is_open:
        raise Refused(over(invitation))
    _check_is_for(invitation, account)
    if not User.objects.filter(pk=account.pk, is_active=True, closed_at=None).exists():
        raise Refused(_("Ce compte est fermé."))
    council = invitation.council
    if sanctions.active(account, council):
        raise Refused(_("Votre participation est suspendue : vous pourrez accepter ensuite."))
    if pausing.pause_of(account, council):
        message = _(
            "L’équipe a mis vos rôles de côté : demandez à une ou un responsable de les rendre."
        )
        raise Refused(message)
    try:
        rights.check(invitation.sender, council, frozenset(invitation.roles))
    except Refused:
        raise Refused(_sender_is_gone()) from None


def _sender_is_gone() -> str:
    return _(
        "La personne qui vous a invité n’a plus ce droit dans l’équipe. "
        "Demandez à une ou un responsable de vous inviter de nouveau."
    )


def over(invitation: Invitation) -> str:
    """Why an invitation that is not open any more opens nothing."""
    if invitation.outcome == Outcome.ACCEPTED:
        return _("Cette invitation a déjà été acceptée.")
    if invitation.outcome == Outcome.REVOKED:
        return _("Cette invitation a été annulée. Demandez à l’équipe ce qu’il en est.")
    if invitation.outcome == Outcome.DECLINED:
        return _("Cette invitation a été déclinée. L’équipe peut vous en envoyer une autre.")
    return _("Cette invitation valait deux semaines. Demandez à l’équipe de vous la renvoyer.")
