"""manage.py summarize_topics: look into long topics that are new or changed (settings.ROUTINE)."""

from django.utils.translation import gettext as _

from forum.summaries import making
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Refait le résumé des longs sujets où l’on a écrit.")

    def act(self, **options) -> str:
        return _("%(count)d sujets résumés.") % {"count": making.make_waiting()}
