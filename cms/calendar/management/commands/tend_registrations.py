"""manage.py tend_registrations: hand on places whose time is over, write what changed."""

from django.utils.translation import gettext as _

from cms.calendar.registration import following
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Libère les places non confirmées, passe au suivant, prévient de ce qui a changé.")

    def act(self, **options) -> str:
        return _("%(count)d dates suivies.") % {"count": following.tend()}
