"""manage.py finish_recoveries: an hour after an administrator, or after a week, requests end."""

from django.utils.translation import gettext as _

from sites.accounts.factors import recovery
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Rend les accès confirmés depuis une heure et ferme les demandes trop anciennes.")

    def act(self, **options) -> str:
        done = recovery.sweep()
        return _("%(count)d demandes d’accès closes.") % {"count": done} if done else ""
