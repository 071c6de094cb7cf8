"""manage.py purge_unconfirmed: see sites/accounts/privacy/unconfirmed.py."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts.privacy import unconfirmed


class Command(BaseCommand):
    help = _("Efface les comptes dont l’adresse n’a jamais été confirmée.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d comptes effacés.") % {"count": unconfirmed.purge()})
