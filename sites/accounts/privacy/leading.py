"""Who may not leave yet: a council keeps two leads, the install an administrator."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.models import RoleGroup
from sites.councils.roles import ADMINISTRATOR, LEAD

FEWEST_LEADS = 2


def check_leaving(user: User) -> None:
    """Raise ValidationError while somebody must take over first. In a transaction.

    The rows of the roles are locked: of three leads who leave at once, one does.
    """
    held = RoleGroup.objects.select_for_update(of=("self",)).filter(group__user=user)
    for role in held.filter(role=LEAD).select_related("council").order_by("pk"):
        if role.council and _others(user, Q(groups=role.group_id)) < FEWEST_LEADS:
            message = _(
                "Le conseil « %(name)s » doit garder au moins deux responsables. "
                "Passez d’abord la main à quelqu’un."
            )
            raise ValidationError(message % {"name": role.council.name}, code="lead")
    if _administers(user):
        _check_administrators(user)


def _check_administrators(user: User) -> None:
    list(RoleGroup.objects.select_for_update().filter(role=ADMINISTRATOR))
    if not _others(user, _ADMINISTRATORS):
        message = _("Personne d’autre n’administre ces sites. Passez d’abord la main à quelqu’un.")
        raise ValidationError(message, code="administrator")


_ADMINISTRATORS = Q(is_superuser=True) | Q(groups__role_group__role=ADMINISTRATOR)


def _administers(user: User) -> bool:
    return User.objects.filter(_ADMINISTRATORS, pk=user.pk).exists()


def _others(user: User, who: Q) -> int:
    return User.objects.filter(who, is_active=True).exclude(pk=user.pk).distinct().count()


def leads_beside(user: User) -> list[User]:
    """The other leads of the councils where ``user`` holds a role, once each."""
    councils = RoleGroup.objects.filter(group__user=user).values("council")
    leads = User.objects.filter(
        groups__role_group__role=LEAD, groups__role_group__council__in=councils, is_active=True
    )
    return list(leads.exclude(pk=user.pk).distinct().order_by("pk"))
