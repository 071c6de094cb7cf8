"""manage.py purge_theme_uploads: forget packages that were sent and not installed within a day."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.themes.admin import uploads


class Command(BaseCommand):
    help = _("Efface les thèmes déposés depuis plus d’un jour et jamais installés.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d thèmes déposés effacés.") % {"count": uploads.purge()})
