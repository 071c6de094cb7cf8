"""Errors of form fields that say what to do, instead of « Champ requis »."""

from django import forms
from django.utils.translation import gettext_lazy as _

EMPTY = _("Remplissez ce champ.")
ADDRESS = _("Écrivez une adresse électronique complète, par exemple prenom@exemple.fr.")


def explain(field: forms.Field) -> None:
    """Give ``field`` words for what people most often miss, and help browsers fill it in."""
    field.error_messages["required"] = EMPTY
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = ADDRESS
        field.widget.attrs.setdefault("autocomplete", "email")
