"""manage.py make_exports: see sites/accounts/privacy/exporting.py."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts.privacy import exporting


class Command(BaseCommand):
    help = _("Prépare les copies de données demandées.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d copies préparées.") % {"count": exporting.make_waiting()})
