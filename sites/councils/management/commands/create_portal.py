"""manage.py create_portal: the site that gathers the councils; first command of a new install."""

from django.utils.translation import gettext as _

from sites.councils.onboarding import create_portal
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Crée le portail (ou complète celui qui existe).")

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help=_("nom du portail"))
        parser.add_argument("--district", required=True, help=_("par exemple « 10e »"))
        parser.add_argument("--host", required=True, help=_("nom d’hôte, sans http:// ni port"))
        parser.add_argument("--port", type=int, default=443, help=_("port, 443 par défaut"))

    def act(self, *, name, district, host, port, **options) -> str:
        portal, is_new = create_portal(name, district, host, port)
        done = _("Créé") if is_new else _("Déjà là, complété")
        return f"{done} : {portal.name} – {portal.site.root_url}/"
