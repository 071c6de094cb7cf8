"""manage.py purge_notices: forget what people were told of long ago."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.notifications.telling import purging


class Command(OperatorCommand):
    help = _("Efface les notifications anciennes.")

    def act(self, **options) -> str:
        return _("%(count)d lignes effacées.") % {"count": purging.purge()}
