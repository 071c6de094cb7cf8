"""Closing one's account: the pseudonym typed, so that no click does it by mistake."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.accounts import pseudonyms
from sites.accounts.models import User
from sites.delivery.forms import explain


class CloseForm(forms.Form):
    """Asks for the pseudonym of ``user``."""

    use_required_attribute = False
    pseudonym = forms.CharField(
        label=_("Votre pseudonyme"),
        max_length=200,
        help_text=_("Recopiez-le pour confirmer."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        explain(self.fields["pseudonym"])

    def clean_pseudonym(self) -> str:
        typed = pseudonyms.tidy(self.cleaned_data["pseudonym"])
        if typed.casefold() != self.user.pseudonym.casefold():
            message = _("Ce n’est pas votre pseudonyme : écrivez « %(name)s ».")
            raise ValidationError(message % {"name": self.user.pseudonym})
        return typed
