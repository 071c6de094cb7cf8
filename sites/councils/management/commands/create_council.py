"""manage.py create_council: a new council's site, working at once."""

from django.utils.translation import gettext as _

from sites.councils.names import slug_of
from sites.councils.onboarding import CouncilData, create_council
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Crée le site d’un conseil de quartier (ou complète celui qui existe).")

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help=_("nom complet du conseil"))
        parser.add_argument("--slug", default="", help=_("identifiant ; par défaut tiré du nom"))
        parser.add_argument("--host", required=True, help=_("nom d’hôte, sans http:// ni port"))
        parser.add_argument("--code", default="", help=_("code court, par exemple « lba »"))
        parser.add_argument("--port", type=int, help=_("port ; par défaut celui du portail"))

    def act(self, *, name, slug, host, code, port, **options) -> str:
        data = CouncilData(name=name, slug=slug or slug_of(name), host=host, code=code, port=port)
        council, is_new = create_council(data)
        done = _("Créé") if is_new else _("Déjà là, complété")
        return f"{done} : {council.name} – {council.site.root_url}/"
