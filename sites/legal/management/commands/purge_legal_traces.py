"""manage.py purge_legal_traces: forget traces that the law no longer asks for."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.legal import traces


class Command(BaseCommand):
    help = _("Efface les traces légales plus anciennes que ce que la loi demande.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d traces effacées.") % {"count": traces.purge()})
