"""What a decision asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 2000


class DecisionForm(forms.Form):
    """Nothing more to say."""


class SendBackForm(forms.Form):
    """A page goes back to its author with a word: without one they could not know what to do."""

    comment = forms.CharField(
        label=_("Que faut-il reprendre ?"),
        help_text=_("Envoyé à la personne qui a proposé la page, et gardé dans son historique."),
        max_length=LONGEST_WORD,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Dites en un mot ce qu’il faut reprendre.")},
    )


class AloneForm(forms.Form):
    """Who asked for a second look goes without one: said on purpose, and written down."""

    confirmed = forms.BooleanField(
        label=_("Je relis moi-même"),
        help_text=_(
            "Vous avez demandé une relecture et personne d’autre n’a relu cette page. "
            "L’historique le dira."
        ),
        error_messages={"required": _("Cochez la case pour publier sans autre relecture.")},
    )
