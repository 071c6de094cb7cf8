"""manage.py end_sign_ins: sign somebody, or everybody, out of every host and device at once."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.accounts import journal
from sites.accounts.models import HostSession, SignIn, User
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Ferme toutes les connexions d’un compte, ou de tous, sur tous les sites.")

    def add_arguments(self, parser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--email", help=_("L’adresse du compte."))
        who.add_argument("--everybody", action="store_true", help=_("Tous les comptes."))

    def act(self, *, email: str | None, everybody: bool, **options) -> str:
        found = SignIn.objects.all() if everybody else SignIn.objects.filter(user=_user(email))
        ended = found.count()
        found.delete()
        if everybody:  # visitors who are half-way in as well
            HostSession.objects.all().delete()
        journal.note("sign-ins", "ended", by="command", number=ended)
        message = ngettext("%(n)s connexion fermée.", "%(n)s connexions fermées.", ended)
        return message % {"n": ended}


def _user(email: str | None) -> User:
    user = User.objects.of_address(email or "")
    if user is None:
        raise ValidationError(_("Aucun compte n’a cette adresse."))
    return user
