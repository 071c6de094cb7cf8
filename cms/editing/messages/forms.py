"""The one form of a message's screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import NOTE_LENGTH


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Ajouter une note"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pour l’équipe seulement ; effacée avec le message."),
        error_messages={"required": _("Écrivez quelques mots, puis ajoutez la note.")},
    )
