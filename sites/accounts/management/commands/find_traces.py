"""manage.py find_traces WORDS…: where a name or an address still stands, after an erasure."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sites.accounts.privacy.proof import find
from sites.councils.operator_command import OperatorCommand

SHORTEST = 3


class Command(OperatorCommand):
    help = _(
        "Cherche une adresse ou un nom dans toutes les tables, les caches, les fichiers et les "
        "courriels. Échoue s’il en reste hors de la trace légale."
    )

    def add_arguments(self, parser):
        parser.add_argument("terms", nargs="+", help=_("une adresse, un pseudonyme, un nom"))

    def act(self, terms: list[str], **options) -> str:
        if short := [term for term in terms if len(term.strip()) < SHORTEST]:
            raise CommandError(_("« %(term)s » est trop court.") % {"term": short[0]})
        found = find(terms)
        for trace in found:
            mark = _("trace légale") if trace.is_restricted else _("à effacer")
            self.stdout.write(f"{trace.place}  {trace.count}  ({mark})")
        left = [trace for trace in found if not trace.is_restricted]
        if left:
            raise CommandError(_("Il reste %(count)d endroits.") % {"count": len(left)})
        return _("Rien, hors de la trace légale.")
