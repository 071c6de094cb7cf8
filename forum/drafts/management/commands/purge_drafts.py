"""manage.py purge_drafts: forget drafts that nobody has touched for long (settings.RETENTION)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from forum.drafts.keeping import purge


class Command(BaseCommand):
    help = _("Supprime les brouillons du forum restés longtemps sans modification.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d brouillons supprimés.") % {"count": purge()})
