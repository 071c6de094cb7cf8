"""What a suspension will touch, and who takes part where: upper floors say what they know of.

A counter gets the account and the council (None: everywhere) and tells numbers, in words; a source
of activity gets councils' keys (None: all) and tells the keys of accounts that take part there.
Both are registered in ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from sites.accounts import sign_ins
from sites.accounts.models import User
from sites.councils.models import Council, RoleGroup

Counter = Callable[[User, Council | None], Iterable[str]]
Activity = Callable[[frozenset[int] | None], QuerySet]

_counters: list[Counter] = []
_activities: list[Activity] = []


def register_counter(counter: Counter) -> None:
    """Let ``counter`` say what a suspension touches."""
    if counter not in _counters:
        _counters.append(counter)


def register_activity(activity: Activity) -> None:
    """Let ``activity`` say who takes part in councils."""
    if activity not in _activities:
        _activities.append(activity)


def touched(account: User, council: Council | None) -> list[str]:
    """Everything to know before somebody is suspended there."""
    found = list(_own(account, council))
    for counter in _counters:
        found.extend(counter(account, council))
    return found


def roles_touched(account: User, council: Council | None) -> list[str]:
    """The roles that will be set aside, in words."""
    groups = RoleGroup.objects.filter(group__user=account).select_related("council")
    if council:
        groups = groups.filter(council=council)
    ordered = groups.order_by("council__position", "council__name")
    return [_name(group.get_role_display(), group.council) for group in ordered]


def _name(role: str, council: Council | None) -> str:
    return f"{role} – {council}" if council else role


def _own(account: User, council: Council | None) -> Iterable[str]:
    if council is None:
        count = len(sign_ins.of(account))
        yield ngettext(
            "%(n)s connexion ouverte, qui prendra fin tout de suite",
            "%(n)s connexions ouvertes, qui prendront fin tout de suite",
            count,
        ) % {"n": count}


def active_people(councils: frozenset[int] | None) -> QuerySet[User]:
    """Who takes part in one of ``councils`` or holds a role there; None: everybody."""
    if councils is None:
        return User.objects.all()
    known = Q(groups__role_group__council__in=councils)
    for activity in _activities:
        known |= Q(pk__in=activity(councils))
    return User.objects.filter(known).distinct()
