"""manage.py retire_accounts: see sites/accounts/privacy/inactivity.py."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts.privacy import inactivity


class Command(BaseCommand):
    help = _("Prévient les comptes inactifs depuis deux ans, puis les efface.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d comptes prévenus ou effacés.") % {"count": inactivity.run()})
