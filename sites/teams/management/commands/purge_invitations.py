"""manage.py purge_invitations: see sites/teams/inviting.py."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.teams import inviting


class Command(BaseCommand):
    help = _("Clôt les invitations restées sans réponse, et efface les anciennes.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d invitations effacées.") % {"count": inviting.sweep()})
