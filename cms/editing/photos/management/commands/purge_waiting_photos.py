"""manage.py purge_waiting_photos: forget photos that were sent and never put in a page."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.editing.photos import waiting


class Command(BaseCommand):
    help = _("Efface les photos envoyées qu’aucune page n’a reprises à temps.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d photos en attente effacées.") % {"count": waiting.purge()})
