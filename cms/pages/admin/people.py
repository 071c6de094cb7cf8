"""What somebody is, seen from the admin."""

from django.contrib.auth.models import AnonymousUser

from sites.accounts.models import User
from sites.councils.models import RoleGroup
from sites.councils.roles import ADMINISTRATOR


def role_groups_of(user: User) -> list[RoleGroup]:
    """Their roles, in the order of the councils."""
    groups = RoleGroup.objects.filter(group__user=user).select_related("council")
    return list(groups.order_by("council__position", "council__name"))


def is_administrator(user: User | AnonymousUser) -> bool:
    """Whether they see everybody's things: by role, or as the install's own superuser."""
    if not isinstance(user, User):
        return False
    return user.is_superuser or any(group.role == ADMINISTRATOR for group in role_groups_of(user))
