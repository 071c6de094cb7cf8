"""manage.py purge_bin: delete for good what has been in the bin for settings.RETENTION["bin"]."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.editing.bin.erasing import purge


class Command(BaseCommand):
    help = _("Efface pour de bon ce qui est à la corbeille depuis plus longtemps que prévu.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d éléments effacés.") % {"count": purge()})
