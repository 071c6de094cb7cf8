"""manage.py purge_cases: forget texts and addresses of cases decided long ago (see RETENTION)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.moderation.cases.purging import purge


class Command(BaseCommand):
    help = _(
        "Efface les textes et les adresses des dossiers de modération décidés depuis longtemps."
    )

    def handle(self, **options):
        self.stdout.write(_("%(count)d dossiers vidés.") % {"count": purge()})
