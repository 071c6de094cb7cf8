"""manage.py write_digests: write the digests of the day and of the week that are due."""

import time

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import stopping
from sites.notifications.telling import mailing, passing


class Command(OperatorCommand):
    help = _("Écrit les résumés du jour et de la semaine dont l’heure est venue.")

    def act(self, **options) -> str:
        stopping.when_told(self)
        ends_at = time.monotonic() + passing.PASS
        return _("%(count)d résumés écrits.") % {"count": mailing.run_digests(ends_at=ends_at)}
