"""manage.py release_images: show images of accounts that are not new any more."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from forum.board.forum_conversation.forum_attachments import posting


class Command(BaseCommand):
    help = _("Montre à tous les images retenues de comptes qui ne sont plus récents.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d images montrées.") % {"count": posting.release_all()})
