"""Who may not leave yet: a council keeps two leads, the install an administrator."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.models import RoleGroup
from sites.councils.roles import ADMINISTRATOR, LEAD
from sites.teams.members import administrators, lock_teams, teams_left_short


def check_leaving(user: User) -> None:
    """Raise ValidationError while somebody must take over first. In a transaction.

    The rows of the roles are locked: of three leads who leave at once, one does.
    """
    held = RoleGroup.objects.filter(group__user=user, role__in=(LEAD, ADMINISTRATOR))
    lock_teams(held.values_list("council_id", flat=True))
    for council in teams_left_short(user):
        message = _(
            "Le conseil « %(name)s » doit garder au moins deux responsables. "
            "Passez d’abord la main à quelqu’un."
        )
        raise ValidationError(message % {"name": council.name}, code="lead")
    if administrators().filter(pk=user.pk).exists():
        _check_administrators(user)


def _check_administrators(user: User) -> None:
    lock_teams([None])
    if not administrators().exclude(pk=user.pk).exists():
        message = _("Personne d’autre n’administre ces sites. Passez d’abord la main à quelqu’un.")
        raise ValidationError(message, code="administrator")


def leads_beside(user: User) -> list[User]:
    """The other leads of the councils where ``user`` holds a role, once each."""
    councils = RoleGroup.objects.filter(group__user=user).values("council")
    leads = User.objects.filter(
        groups__role_group__role=LEAD, groups__role_group__council__in=councils, is_active=True
    )
    return list(leads.exclude(pk=user.pk).distinct().order_by("pk"))
