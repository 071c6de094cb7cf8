"""Roles of a suspended person are set aside, and given back when the suspension is over.

Everything that asks for roles reads the memberships of auth groups: Wagtail's policies, the
forum's rights, the counting of a council's leads. So the memberships themselves go, in the
transaction of the decision, and no process can use one a moment longer.
"""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed

from sites.accounts.models import User

from .models import SetAside, Suspension


@transaction.atomic
def settle(account: User, now: datetime | None = None) -> None:
    """Set aside the groups that a running suspension covers, give back those that none does.

    Groups of the whole install, and those that carry no role, go only with a suspension from
    everywhere.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=account.pk)
    covered = _covered(account, now)
    for group in account.groups.filter(covered):
        SetAside.objects.get_or_create(account=account, group=group)
        account.groups.remove(group)
    kept = Group.objects.filter(covered).values("pk")
    for row in account.roles_set_aside.exclude(group__in=kept).select_related("group"):
        row.delete()
        account.groups.add(row.group)


def _covered(account: User, now: datetime | None) -> Q:
    """Which groups may not be held, as a condition on Group."""
    running = Suspension.objects.running(now).filter(account=account)
    councils = set(running.values_list("council_id", flat=True))
    if None in councils:
        return Q()
    return Q(role_group__council__in=councils)


def settle_ended(now: datetime | None = None) -> int:
    """Give back the roles of everybody whose suspension is over; returns of how many people."""
    people = User.objects.filter(pk__in=SetAside.objects.values("account"))
    count = 0
    for account in people:
        before = account.roles_set_aside.count()
        settle(account, now)
        count += account.roles_set_aside.count() != before
    return count


def roles_set_aside(account: User) -> QuerySet[Group]:
    """The groups that ``account`` will get back."""
    return Group.objects.filter(pk__in=account.roles_set_aside.values("group"))


def _given(sender, instance, action: str, reverse: bool, pk_set, **kwargs) -> None:
    """A role given to somebody who is suspended is set aside at once.

    Their row is taken before the database is asked: a decision that is just being made has it.
    """
    if action != "post_add" or not pk_set:
        return
    people = pk_set if reverse else {instance.pk}
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    for person in locked:
        if Suspension.objects.running().filter(account=person).exists():
            settle(person)


def connect() -> None:
    m2m_changed.connect(
        _given, sender=User.groups.through, dispatch_uid="quartiers_roles_of_suspended"
    )
