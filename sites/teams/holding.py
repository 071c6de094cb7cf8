"""The roles somebody has in one council, whether they can be used now or are put aside.

A role put aside by a suspension (sites.moderation.parking) or by the team (pausing.py) is still
theirs: it comes back. Whatever changes roles changes those as well.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from sites.accounts.models import User
from sites.councils.models import Council, RoleGroup
from sites.councils.role_groups import group_for
from sites.moderation.models import SetAside

from .models import Pause

Roles = frozenset[str]


def roles_of(account: User, council: Council | None) -> Roles:
    """Keys of the roles of ``account`` there (None: those of the whole install)."""
    return used_by(account, council) | _aside(account, council)


def used_by(account: User, council: Council | None) -> Roles:
    """Those that can be used at this moment."""
    held = RoleGroup.objects.filter(group__user=account, council=council)
    return frozenset(held.values_list("role", flat=True))


def _aside(account: User, council: Council | None) -> Roles:
    parked = SetAside.objects.filter(account=account).values("group")
    paused = Pause.groups.through.objects.filter(pause__account=account).values("group")
    rows = RoleGroup.objects.filter(Q(group__in=parked) | Q(group__in=paused), council=council)
    return frozenset(rows.values_list("role", flat=True))


def give(account: User, council: Council | None, roles: Iterable[str]) -> None:
    """Add roles; those of somebody who is suspended or put aside wait (signals see to it)."""
    account.groups.add(*(group_for(role, council) for role in roles))


def take(account: User, council: Council | None, roles: Iterable[str]) -> None:
    """Take roles away, wherever they lie."""
    groups = [group_for(role, council) for role in roles]
    account.groups.remove(*groups)
    SetAside.objects.filter(account=account, group__in=groups).delete()
    for pause in Pause.objects.filter(account=account, council=council):
        pause.groups.remove(*groups)
        if not pause.groups.exists():
            pause.delete()


def by_council(account: User) -> dict[int | None, Roles]:
    """All the roles of ``account``, by key of the council (None: those of the whole install)."""
    found: dict[int | None, set[str]] = defaultdict(set)
    parked = SetAside.objects.filter(account=account).values("group")
    paused = Pause.groups.through.objects.filter(pause__account=account).values("group")
    held = account.groups.values("pk")
    rows = RoleGroup.objects.filter(Q(group__in=held) | Q(group__in=parked) | Q(group__in=paused))
    for role, council_id in rows.values_list("role", "council_id"):
        found[council_id].add(role)
    return {key: frozenset(roles) for key, roles in found.items()}


def everybody(council: Council | None) -> dict[int, Roles]:
    """Roles by key of the account: all who have one there, also those that are put aside."""
    roles = dict(RoleGroup.objects.filter(council=council).values_list("group", "role"))
    found: dict[int, set[str]] = defaultdict(set)
    held = User.groups.through.objects.filter(group__in=roles)
    parked = SetAside.objects.filter(group__in=roles)
    paused = Pause.groups.through.objects.filter(group__in=roles)
    rows = (
        *held.values_list("user", "group"),
        *parked.values_list("account", "group"),
        *paused.values_list("pause__account", "group"),
    )
    for account_id, group_id in rows:
        found[account_id].add(roles[group_id])
    return {pk: frozenset(keys) for pk, keys in found.items()}
