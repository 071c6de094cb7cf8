"""manage.py send_mails: send what waits in the outbox."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import stopping
from sites.notifications import sending


class Command(OperatorCommand):
    help = _("Envoie les courriels qui attendent.")

    def act(self, **options) -> str:
        stopping.when_told(self)
        done = sending.run()
        words = _(
            "%(sent)d envoyés, %(refused)d refusés, %(delayed)d remis à plus tard, "
            "%(expired)d périmés."
        )
        said = words % vars(done)
        return f"{said} {_('Le serveur de courrier ne répond pas.')}" if done.away else said
