"""manage.py purge_subscriptions: delete what nobody confirmed, forget who got what long ago."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.notifications.subscriptions import subscribing


class Command(OperatorCommand):
    help = _("Efface les demandes d’abonnement jamais confirmées et oublie qui a reçu quoi.")

    def act(self, **options) -> str:
        return _("%(count)d lignes effacées ou anonymisées.") % {"count": subscribing.purge()}
