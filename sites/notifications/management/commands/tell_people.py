"""manage.py tell_people: tell accounts of what has happened, on the site and by mail at once."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import stopping
from sites.notifications.telling import passing


class Command(OperatorCommand):
    help = _("Remet les notifications et écrit les courriels qui partent aussitôt.")

    def act(self, **options) -> str:
        stopping.when_told(self)
        words = _("%(notices)d notifications remises, %(mails)d courriels écrits.")
        return words % vars(passing.run())
