"""manage.py purge_entrance: forget proofs, hand-offs, kept texts and sign-ins that are over."""

from django.utils.translation import gettext as _

from sites.accounts import kept, limits, proofs, sign_ins
from sites.accounts.crossing import handoffs
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Efface les codes, les passages, les textes gardés et les connexions périmés.")

    def act(self, **options) -> str:
        for purge in (proofs.purge, handoffs.purge, kept.purge, sign_ins.purge, limits.purge):
            purge()
        return ""
