"""manage.py purge_waiting_images: forget images that were sent with a form and never posted."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from forum.board.forum_conversation.forum_attachments import waiting


class Command(BaseCommand):
    help = _("Efface les images envoyées qu’aucun message n’a reprises à temps.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d images en attente effacées.") % {"count": waiting.purge()})
