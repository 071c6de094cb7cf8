"""manage.py perimeters import FILE: the councils' official perimeters, from a GeoJSON file."""

from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.councils.perimeter_import import import_perimeters
from sites.councils.perimeters import read


class Command(OperatorCommand):
    help = _("Importe les périmètres des conseils depuis un fichier GeoJSON de la ville.")

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        importer = actions.add_parser("import", help=_("importe un fichier"))
        importer.add_argument("file", metavar="FICHIER", help=_("FeatureCollection GeoJSON, WGS84"))
        importer.add_argument(
            "--credit", default="", help=_("source à citer ; par défaut celle du fichier")
        )

    def act(self, *, file, credit, **options) -> str:
        done = import_perimeters(read(file), credit)
        lines = (
            (_("Importés"), done.changed),
            (_("Inchangés"), done.same),
            (_("Inconnus ici, laissés de côté"), done.unknown),
        )
        return "\n".join(f"{label} : {', '.join(names)}" for label, names in lines if names)
