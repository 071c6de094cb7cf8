"""manage.py purge_registrations: erase the names of those registered for what is long over."""

from django.utils.translation import gettext as _

from cms.calendar.registration import following
from cms.calendar.registration.keeping import kept_days
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _(
        "Efface les noms et adresses des inscrits quand leur durée de conservation est passée."
    )

    def act(self, **options) -> str:
        return _("%(count)d inscriptions effacées.") % {"count": following.purge(kept_days())}
