"""manage.py purge_waiting_minutes: forget minutes that were sent and never put into a meeting."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.editing.minutes import waiting


class Command(BaseCommand):
    help = _("Efface les comptes rendus envoyés qui n’ont pas été publiés à temps.")

    def handle(self, **options):
        count = waiting.purge()
        self.stdout.write(_("%(count)d comptes rendus en attente effacés.") % {"count": count})
