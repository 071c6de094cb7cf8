"""manage.py purge_proposals: delete proposals that nobody confirmed, and those kept long enough."""

from django.utils.translation import gettext as _

from cms.meetings.proposals import writing
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _(
        "Efface les propositions non confirmées après 48 heures, et celles d’anciennes séances."
    )

    def act(self, **options) -> str:
        return _("%(count)d propositions effacées.") % {"count": writing.purge()}
