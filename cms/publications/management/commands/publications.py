"""manage.py publications rebuild|check: the read model, made again or compared with its sources."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.publications.models import Publication
from cms.publications.publishing import differences, rebuild


class Command(BaseCommand):
    help = _("Refait la table des publications (rebuild) ou vérifie qu’elle est juste (check).")

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["rebuild", "check"])

    def handle(self, *, action, **options):
        if action == "rebuild":
            self.stdout.write(_("%(count)d publications.") % {"count": rebuild()})
            return
        lines = differences()
        if lines:
            advice = _("Lancez « manage.py publications rebuild ».")
            raise CommandError("\n".join([*lines, advice]))
        count = Publication.objects.count()
        self.stdout.write(_("%(count)d publications, toutes justes.") % {"count": count})
