"""manage.py purge_tallies: forget windows of attempts that are over (see limits.py)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts import limits


class Command(BaseCommand):
    help = _("Efface les compteurs d’essais dont la durée est passée.")

    def handle(self, **options):
        limits.purge()
