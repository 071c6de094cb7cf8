"""The first visit with an identity: an address, a code, a name."""

import math

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sites.accounts.forms import PseudonymForm
from sites.accounts.guard import MINUTE
from sites.delivery.forms import explain

CODE_SHORTEST, CODE_LONGEST = 6, 20  # people paste codes with spaces


class AddressForm(forms.Form):
    """Where a code is mailed to; what the provider says is only a suggestion."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("Nous y envoyons un code, pour être sûrs que vous la lisez."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["email"])


class CodeForm(forms.Form):
    """The code that was mailed."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code reçu par courriel"),
        max_length=CODE_LONGEST,
        help_text=_("Six chiffres. Il sert une seule fois."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["code"])


class NewAccountForm(PseudonymForm):
    """A pseudonym and the charter; nothing else is asked."""

    charter = forms.BooleanField(
        label=_("J’ai lu la charte du forum et je m’engage à la suivre"),
        error_messages={"required": _("Cochez cette case pour créer votre compte.")},
    )


def too_soon(seconds: int) -> ValidationError:
    """Words for too many codes, the same for every address."""
    minutes = math.ceil(seconds / MINUTE)
    message = ngettext(
        "Trop de codes ont été demandés. Réessayez dans une minute.",
        "Trop de codes ont été demandés. Réessayez dans %(minutes)s minutes.",
        minutes,
    )
    return ValidationError(message % {"minutes": minutes}, code="too_many")
