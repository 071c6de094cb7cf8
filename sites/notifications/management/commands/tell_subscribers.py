"""manage.py tell_subscribers: write the mails of what subscribers are to be told of."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import stopping
from sites.notifications.subscriptions import fanning


class Command(OperatorCommand):
    help = _("Écrit les courriels des envois aux personnes abonnées dont l’heure est venue.")

    def act(self, **options) -> str:
        stopping.when_told(self)
        done = fanning.run()
        words = _(
            "%(reached)d courriels écrits, %(finished)d envois finis, %(dropped)d abandonnés."
        )
        return words % vars(done)
