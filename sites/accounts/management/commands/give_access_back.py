"""manage.py give_access_back ADDRESS: an account loses its second factors and its sessions."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sites.accounts.factors import recovery
from sites.accounts.models import User
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Rend l’accès à qui a tout perdu, quand plus personne ne peut le confirmer.")

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", help=_("adresse électronique du compte"))

    def act(self, address: str, **options) -> str:
        try:
            person = User.objects.get_by_natural_key(address)
        except User.DoesNotExist:
            raise ValidationError(_("Aucun compte n’a cette adresse.")) from None
        recovery.give_back_now(person)
        return _("L’accès est rendu : la prochaine connexion mène au guide.")
