"""manage.py purge_mails: delete what is left of mails that were sent long ago."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.notifications import outbox


class Command(OperatorCommand):
    help = _("Efface la trace des courriels envoyés, refusés ou périmés depuis plus de 30 jours.")

    def act(self, **options) -> str:
        return _("%(count)d courriels effacés.") % {"count": outbox.purge()}
