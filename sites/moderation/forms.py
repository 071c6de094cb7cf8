"""What a suspended person writes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models.appeal import LONGEST_APPEAL


class AppealForm(forms.Form):
    """Why somebody contests a decision. The browser never cuts what is typed."""

    texte = forms.CharField(
        label=_("Ce que vous voulez dire"),
        help_text=_("Les faits comme vous les voyez ; ce que vous demandez."),
        error_messages={"required": _("Écrivez pourquoi vous contestez cette décision.")},
        widget=forms.Textarea(attrs={"rows": 9}),
    )

    def clean_texte(self) -> str:
        text = self.cleaned_data["texte"]
        if len(text) > LONGEST_APPEAL:
            raise forms.ValidationError(
                _("Votre texte compte %(n)d caractères : raccourcissez-le à %(most)d."),
                params={"n": len(text), "most": LONGEST_APPEAL},
            )
        return text
