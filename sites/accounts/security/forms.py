"""The form of an address change."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.accounts.entering.forms import AddressField
from sites.accounts.models import User
from sites.delivery.forms import explain


class NewAddressForm(forms.Form):
    """Where the account shall move; whether somebody has it already is not told."""

    use_required_attribute = False
    email = AddressField(
        label=_("Nouvelle adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        explain(self.fields["email"])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if email == self.user.email.lower():
            raise ValidationError(_("C’est déjà l’adresse de votre compte."))
        return email
