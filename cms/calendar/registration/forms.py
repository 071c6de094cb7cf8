"""The form with which one registers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.pages.form_guard import GuardedForm, can_be_written_to
from sites.accounts.models import User

from ..models.registration import LONGEST_NAME
from .acts import Asked


class RegistrationForm(GuardedForm):
    """A name to call, how many one is, and an address unless an account says whose."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Votre nom ou pseudonyme"),
        max_length=LONGEST_NAME,
        help_text=_("Celui que l’équipe appellera à l’entrée ; il n’est pas publié."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        help_text=_("Pour confirmer par un lien, et vous prévenir si quelque chose change."),
    )
    seats = forms.TypedChoiceField(label=_("Nombre de places"), coerce=int)

    def __init__(self, *args, most_seats: int = 1, reader: User | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader
        if reader:
            del self.fields["address"]
            self.fields["name"].initial = reader.pseudonym
        if most_seats == 1:
            del self.fields["seats"]
        else:
            self.fields["seats"].choices = [
                (n, ngettext("%(n)d place", "%(n)d places", n) % {"n": n})
                for n in range(1, most_seats + 1)
            ]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name.isprintable():
            raise ValidationError(_now("Écrivez votre nom sans signe spécial."))
        return name

    def clean_address(self) -> str:
        address = self.cleaned_data["address"].strip().lower()
        if not can_be_written_to(address):
            raise ValidationError(_now("Aucun courriel ne peut être envoyé à cette adresse."))
        return address

    def asked(self) -> Asked:
        typed = self.cleaned_data
        address = self.reader.email if self.reader else typed["address"]
        return Asked(typed["name"], address, typed.get("seats", 1), self.reader)
