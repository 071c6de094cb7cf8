"""manage.py purge_waiting_documents: forget files that were sent and never published."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.editing.documents import waiting


class Command(BaseCommand):
    help = _("Efface les documents envoyés qui n’ont pas été publiés à temps.")

    def handle(self, **options):
        count = waiting.purge()
        self.stdout.write(_("%(count)d documents en attente effacés.") % {"count": count})
