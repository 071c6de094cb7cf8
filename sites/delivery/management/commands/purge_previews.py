"""manage.py purge_previews: delete previews that nobody may fetch any more."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.delivery import previews


class Command(BaseCommand):
    help = _("Efface les aperçus dont la minute est passée.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d aperçus effacés.") % {"count": previews.purge()})
