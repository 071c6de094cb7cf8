"""manage.py purge_pseudonyms: forget the names that everybody may take again."""

from django.utils.translation import gettext as _

from sites.accounts.renaming import purge
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Libère les pseudonymes abandonnés depuis plus d’un an.")

    def act(self, **options) -> str:
        gone = purge()
        return _("Pseudonymes libérés : %(n)d") % {"n": gone} if gone else ""
