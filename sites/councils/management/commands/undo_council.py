"""manage.py undo_council: a council made by mistake, taken back before anybody used it."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.councils.undoing import undo_council


class Command(OperatorCommand):
    help = _("Annule un conseil créé par erreur, tant que personne ne s’en est servi.")

    def add_arguments(self, parser):
        parser.add_argument("--slug", required=True, help=_("identifiant du conseil"))

    def act(self, *, slug, **options) -> str:
        return f"{_('Annulé')} : {undo_council(slug)}"
