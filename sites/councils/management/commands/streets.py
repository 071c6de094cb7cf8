"""manage.py streets import FILE: which councils each street lies in, from a CSV file."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.councils.street_import import import_streets, read


class Command(OperatorCommand):
    help = _("Importe la liste des rues et de leurs conseils depuis un fichier CSV.")

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        importer = actions.add_parser("import", help=_("importe un fichier"))
        importer.add_argument("file", metavar="FICHIER", help=_("CSV en UTF-8 : rue;conseil;…"))
        importer.add_argument("--credit", default="", help=_("source à citer"))
        importer.add_argument(
            "--replace", action="store_true", help=_("oublie les rues qui n’y sont pas")
        )

    def act(self, *, file, credit, replace, **options) -> str:
        done = import_streets(read(file), credit.strip(), replace=replace)
        message = _("Rues : %(created)d nouvelles, %(updated)d à jour, %(removed)d oubliées")
        return message % {
            "created": done.created,
            "updated": done.updated,
            "removed": done.removed,
        }
