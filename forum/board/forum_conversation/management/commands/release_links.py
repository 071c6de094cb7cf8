"""manage.py release_links: show the links of accounts that are no longer new (settings.ROUTINE)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from forum.holding import release_regulars


class Command(BaseCommand):
    help = _("Publie les liens retenus des comptes qui ne sont plus nouveaux.")

    def handle(self, **options):
        told = _("%(count)d messages retrouvent leurs liens.")
        self.stdout.write(told % {"count": release_regulars()})
