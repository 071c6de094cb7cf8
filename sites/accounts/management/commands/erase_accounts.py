"""manage.py erase_accounts: see sites/accounts/privacy/erasure.py."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts.privacy import erasure


class Command(BaseCommand):
    help = _("Efface pour de bon les comptes supprimés depuis quatorze jours.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d comptes effacés.") % {"count": erasure.erase_due()})
