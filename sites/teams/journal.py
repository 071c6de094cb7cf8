"""The log of the teams: writing a line, and reading lines in words.

For a screen that tells who did what in a council: ``of(councils)`` for the rows, ``in_words(rows)``
for the sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.accounts.models import User
from sites.councils.models import Council

from . import words
from .models import Act, Invitation, TeamEntry

STARTS = (Act.JOINED, Act.GIVEN)
ENDS = (Act.TAKEN, Act.LEFT)


def note(
    act: str,
    council: Council | None,
    by: User | None,
    account: User | None = None,
    about_id: int | None = None,
    at: datetime | None = None,
    **facts,
) -> TeamEntry:
    """Add a line, in the transaction of what it tells of."""
    when = {"at": at} if at else {}
    return TeamEntry.objects.create(
        act=act,
        council_id=council.pk if council else None,
        by_id=by.pk if by else None,
        account_id=account.pk if account else None,
        about_id=about_id,
        facts=facts,
        **when,
    )


def of(councils: Iterable[int | None]) -> QuerySet[TeamEntry]:
    """The lines about these councils (None: about roles of the whole install), newest first."""
    wanted = set(councils)
    known = Q(council__in=wanted - {None})
    if None in wanted:
        known |= Q(council=None)
    return TeamEntry.objects.filter(known).order_by("-at", "-pk")


def since(council: Council | None) -> dict[int, datetime]:
    """When those who are in a team came into it, as far as the log tells; by key of the account."""
    known: dict[int, datetime] = {}
    rows = of([council.pk if council else None]).filter(act__in=(*STARTS, *ENDS))
    for act, account_id, at in rows.reverse().values_list("act", "account_id", "at"):
        if act in ENDS:
            known.pop(account_id, None)
        elif account_id:
            known.setdefault(account_id, at)
    return known


# In words -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line as people read it: ``who`` (empty: by itself) did ``what``."""

    at: datetime
    who: str
    what: str
    council_id: int | None


_SENTENCES: dict[str, str | Promise] = {
    Act.INVITED: gettext_lazy("a invité %(address)s (%(roles)s)"),
    Act.RESENT: gettext_lazy("a renvoyé l’invitation de %(address)s"),
    Act.REVOKED: gettext_lazy("a annulé l’invitation de %(address)s"),
    Act.DECLINED: gettext_lazy("a décliné l’invitation"),
    Act.JOINED: gettext_lazy("a accepté l’invitation et rejoint l’équipe (%(roles)s)"),
    Act.GIVEN: gettext_lazy("a donné à %(account)s le rôle : %(roles)s"),
    Act.CHANGED: gettext_lazy("a changé le rôle de %(account)s : %(roles)s"),
    Act.TAKEN: gettext_lazy("a retiré %(account)s de l’équipe"),
    Act.LEFT: gettext_lazy("a quitté l’équipe"),
    Act.PAUSED: gettext_lazy("a mis de côté les rôles de %(account)s"),
    Act.RESUMED: gettext_lazy("a rendu ses rôles à %(account)s"),
    Act.HANDOVER_BEGUN: gettext_lazy("a commencé une passation"),
    Act.HANDED_OVER: gettext_lazy("a transmis le travail de %(account)s"),
    Act.HANDOVER_ENDED: gettext_lazy("a terminé la passation"),
    Act.HANDOVER_STOPPED: gettext_lazy("a abandonné la passation"),
}


def in_words(entries: Iterable[TeamEntry]) -> list[Line]:
    """Sentences; names are those of today, and nobody's once an account is erased."""
    rows = list(entries)
    people = User.objects.in_bulk({pk for row in rows for pk in (row.by_id, row.account_id) if pk})
    asked = {row.about_id for row in rows if row.act.startswith("invitation.") and row.about_id}
    addresses = dict(Invitation.objects.filter(pk__in=asked).values_list("pk", "address"))
    return [_line(row, people, addresses) for row in rows]


def _line(row: TeamEntry, people: dict[int, User], addresses: dict[int, str]) -> Line:
    facts = {
        "account": str(people.get(row.account_id or 0) or _("un compte effacé")),
        "address": addresses.get(row.about_id or 0) or _("une adresse effacée depuis"),
        "roles": words.roles(row.facts.get("roles", ())),
    }
    who = str(people.get(row.by_id) or "") if row.by_id else ""
    return Line(row.at, who, str(_SENTENCES[row.act]) % facts, row.council_id)
