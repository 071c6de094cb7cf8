"""Tables, and the widget in which volunteers fill them in."""

from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.contrib.table_block.blocks import TableInput, TableInputAdapter

from .text import GROUP

LINE = "---------"
TABLE_OPTIONS = {
    "language": "en-US",  # the one it holds without a file; every word it shows is ours, below
    "contextMenu": {
        "items": {
            "row_above": {"name": _("Insérer une ligne au-dessus")},
            "row_below": {"name": _("Insérer une ligne au-dessous")},
            "between_rows_and_columns": LINE,
            "col_left": {"name": _("Insérer une colonne à gauche")},
            "col_right": {"name": _("Insérer une colonne à droite")},
            "between_adding_and_removing": LINE,
            "remove_row": {"name": _("Supprimer la ligne")},
            "remove_col": {"name": _("Supprimer la colonne")},
            "between_removing_and_undoing": LINE,
            "undo": {"name": _("Annuler")},
            "redo": {"name": _("Rétablir")},
        }
    },
}
# The same without a right button, which neither a phone nor a keyboard has.
BUTTONS = {
    "addRow": _("Ajouter une ligne"),
    "addColumn": _("Ajouter une colonne"),
    "removeRow": _("Supprimer la dernière ligne"),
    "removeColumn": _("Supprimer la dernière colonne"),
}
WORDS = {  # by the English of Wagtail's widget, which puts them into HTML
    "Table caption": _("Titre du tableau"),
    (
        "A heading that identifies the overall topic of the table, "
        "and is useful for screen reader users."
    ): _("Ce que l’on y lit : « Subventions versées en 2025 »."),
    "Table headers": _("En-têtes"),
    "Which cells should be displayed as headers?": _(
        "Les cases qui disent de quoi parlent les autres, aussi pour qui écoute la page."
    ),
    "Select a header option": _("Choisissez"),
    "Display the first row as a header": _("La première ligne"),
    "Display the first column as a header": _("La première colonne"),
    "Display the first row AND first column as headers": _(
        "La première ligne et la première colonne"
    ),
    "No headers": _("Aucun (le tableau ne pourra pas être publié)"),
}
REQUIRED = ("Table caption", "Table headers")
HEADER_FLAGS = ("first_row_is_table_header", "first_col_is_header")
HEADER_CHOICES = ("row", "column", "both")  # of « neither » no one who listens makes sense
CHOICE_OF_FLAGS = {
    (True, True): "both",
    (True, False): "row",
    (False, True): "column",
    (False, False): "",
}


class TitledTableInput(TableInput):
    """Wagtail's spreadsheet with buttons below it."""

    @cached_property
    def media(self) -> Media:
        after = versioned_static("table_block/js/table.js")  # ours extends it
        return super().media + Media(js=[after, "js/table-editor.js"])


class TitledTableInputAdapter(TableInputAdapter):
    js_constructor = "quartiers.widgets.TableInput"

    def js_args(self, widget):
        options, words = super().js_args(widget)
        return [options, words | {key: _marked(key, word) for key, word in WORDS.items()}, BUTTONS]


def _marked(key: str, word) -> str:
    """``word`` as HTML, with Wagtail's star when the field must be filled in."""
    if key in REQUIRED:
        return str(format_html('{}<span class="{}">*</span>', word, "w-required-mark"))
    return str(word)


register(TitledTableInputAdapter(), TitledTableInput)


class TableBlock(WagtailTableBlock):
    """A data table; the title is required, for it tells what the figures are."""

    class Meta:
        icon = "table"
        group = GROUP
        label = _("Tableau")
        description = _("Des données en lignes et colonnes, avec un titre.")
        template = "blocks/table.html"
        preview_value = {
            "first_row_is_table_header": True,
            "first_col_is_header": True,
            "table_header_choice": "both",
            "table_caption": "Relevés de dépôts sauvages sur trois semaines",
            "data": [
                ["Rue", "Relevés", "Enlevés"],
                ["Rue Lancry", "14", "12"],
                ["Rue Bouchardon", "9", "9"],
            ],
        }

    def __init__(self, **kwargs):
        super().__init__(**{"table_options": TABLE_OPTIONS, **kwargs})

    @cached_property
    def field(self):
        field = super().field
        field.widget = TitledTableInput(table_options=self.table_options)
        return field

    def to_python(self, value):
        """Wagtail answers « none » for a draft that has not chosen, and « col » for a column."""
        if value and not value.get("table_header_choice"):
            row, column = (bool(value.get(flag)) for flag in HEADER_FLAGS)
            value["table_header_choice"] = CHOICE_OF_FLAGS[row, column]
        return value

    def clean(self, value):
        if not self.is_deferred_validation:  # a draft may still lack its title
            _check(value or {})
        return super().clean(value)


def _check(value: dict) -> None:
    """A published table says what it holds, and where its headers are.

    Only the choice is sent by the widget; Wagtail makes the two flags of it.
    """
    if not (value.get("table_caption") or "").strip():
        raise ValidationError(_("Donnez un titre au tableau : il dit ce que l’on y lit."))
    if value.get("table_header_choice") not in HEADER_CHOICES:
        message = _("Dites où sont les en-têtes du tableau : première ligne, colonne ou les deux.")
        raise ValidationError(message)
