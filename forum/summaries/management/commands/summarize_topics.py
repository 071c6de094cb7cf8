"""manage.py summarize_topics: look again into long topics that have changed (settings.ROUTINE)."""

from django.utils.translation import gettext as _

from forum.summaries import making
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Refait le résumé des longs sujets où l’on a écrit.")

    def add_arguments(self, parser):
        told = _("aussi ceux qui n’en ont jamais eu (après un import)")
        parser.add_argument("--all", action="store_true", help=told)

    def act(self, **options) -> str:
        if options["all"]:
            making.note_all()
        return _("%(count)d sujets résumés.") % {"count": making.make_waiting()}
