"""manage.py purge_sign_ins: delete sign-ins, codes, passages and kept texts that are over."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.accounts import kept, proofs, sign_ins
from sites.accounts.crossing import handoffs


class Command(BaseCommand):
    help = _("Efface les connexions, les codes et les textes gardés dont la durée est passée.")

    def handle(self, **options):
        gone = sum(each.purge() for each in (sign_ins, proofs, handoffs, kept))
        call_command("clearsessions")  # those of visitors who were filling in a form
        self.stdout.write(_("%(count)d lignes effacées.") % {"count": gone})
