"""manage.py tell_moderators: write to moderators of what waits (see settings.ROUTINE)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.moderation.cases.telling import tell_waiting


class Command(BaseCommand):
    help = _("Prévient la modération des dossiers qui attendent, une fois par quart d’heure.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d dossiers annoncés.") % {"count": tell_waiting()})
