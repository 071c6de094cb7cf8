"""Roles that a team puts aside for a time, without any sanction, and gives back."""

from django.db.models.signals import m2m_changed

from sites.accounts.models import User
from sites.councils.models import Council

from .models import Pause


def put_aside(account: User, council: Council, by: User) -> Pause:
    """Take every role of ``account`` in ``council`` out of use. In a transaction, row locked.

    Roles that a suspension has set aside go over to the pause: they wait for both to end.
    """
    pause, _new = Pause.objects.get_or_create(account=account, council=council, defaults={"by": by})
    _move(pause)
    parked = account.roles_set_aside.filter(group__role_group__council=council)
    pause.groups.add(*parked.values_list("group", flat=True))
    parked.delete()
    return pause


def give_back(pause: Pause) -> None:
    """Put the roles into use again; those of somebody who is suspended meanwhile still wait."""
    account, groups = pause.account, list(pause.groups.all())
    pause.delete()
    account.groups.add(*groups)


def pause_of(account: User, council: Council | None) -> Pause | None:
    return Pause.objects.filter(account=account, council=council).first() if council else None


def _move(pause: Pause) -> None:
    groups = list(pause.account.groups.filter(role_group__council=pause.council))
    pause.groups.add(*groups)
    pause.account.groups.remove(*groups)


def _given(sender, instance, action: str, reverse: bool, pk_set, **kwargs) -> None:
    """A role given to somebody who is put aside in that council waits as well."""
    if action != "post_add" or not pk_set:
        return
    people = pk_set if reverse else {instance.pk}
    for pause in Pause.objects.filter(account__in=people).select_related("account", "council"):
        _move(pause)


def connect() -> None:
    m2m_changed.connect(
        _given, sender=User.groups.through, dispatch_uid="quartiers_roles_of_paused"
    )
