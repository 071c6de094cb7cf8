"""A team as its leads read it."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sites.accounts.factors.policy import KINDS
from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.roles import LEAD
from sites.moderation.models import Suspension
from sites.teams import holding, journal, rights, words
from sites.teams.inviting import MOST_SENDINGS, open_in
from sites.teams.models import Invitation, Pause

from .screens import Team, TeamRequest


@dataclass(frozen=True)
class Member:
    """Somebody with a role, in words."""

    pk: int
    name: str
    roles: str
    rank: str
    since: str  # empty when the log does not tell
    seen: str  # empty: never
    has_factor: bool
    states: tuple[str, ...]  # why the roles cannot be used now
    is_me: bool
    is_lead: bool

    @property
    def is_acting(self) -> bool:
        return not self.states


@dataclass(frozen=True)
class Waiting:
    """An invitation that nobody has answered."""

    pk: int
    address: str
    roles: str
    sender: str
    until: str
    is_over: bool
    is_void: bool  # its sender may not give these roles any more
    may_resend: bool
    may_revoke: bool


def members_of(request: TeamRequest, team: Team) -> list[Member]:
    """Everybody with a role there: leads first, then by name."""
    roles = holding.everybody(team.council)
    since = journal.since(team.council)
    states = _States(team.council, roles)
    rows = [
        Member(
            pk=one.pk,
            name=one.public_name,
            roles=words.roles(roles[one.pk]),
            rank=rights.highest(roles[one.pk]),
            since=_day(since.get(one.pk)),
            seen=_day(one.seen or one.last_login),
            has_factor=one.has_factor,
            states=states.of(one),
            is_me=one.pk == request.user.pk,
            is_lead=LEAD in roles[one.pk],
        )
        for one in _people(roles)
    ]
    return sorted(rows, key=lambda row: (-_height(row.rank), row.name.casefold()))


def member(request: TeamRequest, team: Team, account: User) -> Member:
    """One of them."""
    return next(one for one in members_of(request, team) if one.pk == account.pk)


def waiting_in(team: Team, reader: User) -> list[Waiting]:
    """The invitations of a team that wait, the newest first."""
    return [_waiting(row, team) for row in open_in(team.council)]


def _waiting(row: Invitation, team: Team) -> Waiting:
    is_theirs = frozenset(row.roles) <= team.allowed
    key = team.council.pk if team.council else None
    given = rights.may_give(rights.scope_now(row.sender), key)
    return Waiting(
        pk=row.pk,
        address=row.address,
        roles=words.roles(row.roles),
        sender=row.sender.public_name if row.sender else "",
        until=words.day(row.expires_at),
        is_over=not row.is_open,
        is_void=not frozenset(row.roles) <= given,
        may_resend=is_theirs and row.sendings < MOST_SENDINGS,
        may_revoke=is_theirs,
    )


def _people(keys) -> QuerySet:
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)
    return User.objects.filter(pk__in=list(keys)).annotate(
        seen=Max("sign_ins__seen_at"), has_factor=Exists(factors)
    )


class _States:
    """Why somebody's roles cannot be used at this moment."""

    def __init__(self, council: Council | None, keys):
        paused = Pause.objects.filter(council=council) if council else Pause.objects.none()
        self.paused = set(paused.values_list("account", flat=True))
        running = Suspension.objects.running().filter(account__in=list(keys))
        here = [None, council.pk] if council else [None]
        rows = running.values_list("account", "council_id")
        self.suspended = {pk for pk, council_id in rows if council_id in here}

    def of(self, account: User) -> tuple[str, ...]:
        found = []
        if account.closed_at or not account.is_active:
            found.append(_("compte fermé"))
        if account.pk in self.suspended:
            found.append(_("suspendu par la modération"))
        if account.pk in self.paused:
            found.append(_("mis de côté"))
        return tuple(found)


def _height(rank: str) -> int:
    return rights.RANKS.index(rank) if rank else -1


def _day(at: datetime | None) -> str:
    return words.day(at) if at else ""
