"""The forms of the team's screens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.calendar.models.registration import LONGEST_NAME
from cms.calendar.registration.acts import Asked


class AddForm(forms.Form):
    """Somebody who telephoned, or asked at the market."""

    name = forms.CharField(
        label=_("Nom"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Écrivez le nom à appeler.")},
    )
    address = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        max_length=254,
        help_text=_("Facultative : avec elle, la personne reçoit la date et peut annuler seule."),
        error_messages={"invalid": _("Écrivez une adresse complète, ou laissez vide.")},
    )
    seats = forms.TypedChoiceField(label=_("Places"), coerce=int)

    def __init__(self, *args, most_seats: int, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(n, str(n)) for n in range(1, most_seats + 1)]
        self.fields["seats"].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def asked(self) -> Asked:
        typed = self.cleaned_data
        return Asked(typed["name"], typed["address"].strip().lower(), typed["seats"])


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi"),
        required=False,
        max_length=200,
        help_text=_("Facultatif : ces mots seront dans le courriel que la personne reçoit."),
    )


class AttendanceForm(forms.Form):
    """Back from the meeting: who came, and how many more."""

    came = forms.TypedMultipleChoiceField(
        label=_("Qui est venu"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    walk_ins = forms.IntegerField(
        label=_("Venus sans inscription"),
        required=False,
        min_value=0,
        max_value=10_000,
        error_messages={
            "invalid": _("Écrivez un nombre."),
            "min_value": _("Zéro ou plus."),
            "max_value": _("Dix mille au plus."),
        },
    )
