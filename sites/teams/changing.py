"""Changing who is in a team: roles set, taken, put aside, given back; leaving.

Each function is one transaction: roles, log and mails, or nothing. Inside, the right of whoever
does it is asked again, and a council keeps its two leads (members.py).

Raises NotTheirs, Refused (rights.py) or TooFewLeads (members.py).
"""

from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.roles import LEAD

from . import holding, journal, letters, pausing, rights
from .holding import Roles
from .members import keeping_leads
from .models import Act
from .rights import NotTheirs, Refused, may_give, scope_now


def _key(council: Council | None) -> int | None:
    return council.pk if council else None


def set_roles(by: User, account: User, council: Council | None, roles: Roles) -> bool:
    """Let ``account`` have ``roles`` there, of those that ``by`` may give; whether it changed.

    Roles that are not theirs to give stay as they are.
    """
    with keeping_leads([_key(council)], account.pk, by.pk):
        rights.check(by, council, roles)
        before = holding.roles_of(account, council)
        if not before and council:
            raise NotTheirs("nobody of this team")
        allowed = may_give(scope_now(by), _key(council))
        after = (before - allowed) | roles
        if after == before:
            return False
        if not after:
            raise Refused(_("Choisissez un rôle, ou retirez la personne de l’équipe."))
        _write(account, council, before, after)
        journal.note(Act.CHANGED, council, by, account, roles=sorted(after), before=sorted(before))
        _tell(letters.CHANGED, account, council, by, after, LEAD in before ^ after)
    return True


def remove(by: User, account: User, council: Council | None) -> bool:
    """Take away every role that ``by`` may give there; whether one stays that is not theirs."""
    with keeping_leads([_key(council)], account.pk, by.pk):
        allowed = may_give(scope_now(by), _key(council))
        before = holding.roles_of(account, council)
        taken = before & allowed
        if not taken:
            raise NotTheirs("nothing of theirs")
        if by.pk == account.pk and council:
            raise Refused(_("Pour partir vous-même, choisissez « Quitter l’équipe »."))
        holding.take(account, council, taken)
        act = Act.CHANGED if before - taken else Act.TAKEN
        journal.note(act, council, by, account, roles=sorted(before - taken), before=sorted(before))
        what = letters.CHANGED if before - taken else letters.TAKEN
        _tell(what, account, council, by, before - taken, True)
    return bool(before - taken)


def leave(account: User, council: Council) -> None:
    """``account`` goes of their own accord."""
    with keeping_leads([council.pk], account.pk):
        before = holding.roles_of(account, council)
        if not before:
            raise NotTheirs("nobody of this team")
        holding.take(account, council, before)
        journal.note(Act.LEFT, council, account, account, before=sorted(before))
        _tell(letters.LEFT, account, council, account, frozenset(), True)


def pause(by: User, account: User, council: Council) -> None:
    """Put the roles of ``account`` in this council aside, until a lead gives them back."""
    with keeping_leads([council.pk], account.pk, by.pk):
        _check_whole(by, account, council)
        if by.pk == account.pk:
            raise Refused(_("Demandez-le à l’autre responsable, ou quittez l’équipe."))
        if pausing.pause_of(account, council):
            raise Refused(_("Ses rôles sont déjà mis de côté."))
        roles = holding.roles_of(account, council)
        pausing.put_aside(account, council, by)
        journal.note(Act.PAUSED, council, by, account, roles=sorted(roles))
        _tell(letters.PAUSED, account, council, by, roles, True)


def resume(by: User, account: User, council: Council) -> None:
    """Give back the roles that were put aside."""
    with keeping_leads([council.pk], account.pk, by.pk):
        _check_whole(by, account, council)
        known = pausing.pause_of(account, council)
        if known is None:
            raise Refused(_("Ses rôles ne sont plus mis de côté."))
        pausing.give_back(known)
        roles = holding.roles_of(account, council)
        journal.note(Act.RESUMED, council, by, account, roles=sorted(roles))
        _tell(letters.RESUMED, account, council, by, roles, True)


# Parts --------------------------------------------------------------------------------------------


def _write(account: User, council: Council | None, before: Roles, after: Roles) -> None:
    holding.give(account, council, after - before)
    holding.take(account, council, before - after)


def _check_whole(by: User, account: User, council: Council) -> None:
    """Only who may give all that the person has puts all of it aside: not a moderator's role."""
    held = holding.roles_of(account, council)
    allowed = may_give(scope_now(by), council.pk)
    if not held or not allowed:
        raise NotTheirs("nobody of this team, or not a lead of it")
    if not held <= allowed:
        message = _(
            "Cette personne a aussi un rôle que seule l’administration donne : "
            "adressez-vous à l’administration."
        )
        raise Refused(message)


def _tell(
    what: str,
    account: User,
    council: Council | None,
    by: User,
    roles: Roles,
    matters_to_leads: bool,
) -> None:
    if account.is_active:
        author = by if by.pk != account.pk else None
        letters.tell_person(what, account, council, author, roles)
    if matters_to_leads:
        letters.tell_leads(what, account, council, by, roles)
