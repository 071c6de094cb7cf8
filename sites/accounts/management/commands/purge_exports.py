"""manage.py purge_exports: see sites/accounts/privacy/exporting.py."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts.privacy import exporting


class Command(BaseCommand):
    help = _("Efface les copies de données dont la semaine est passée.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d copies effacées.") % {"count": exporting.purge()})
