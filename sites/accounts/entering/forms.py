"""The forms of the entrance."""

import math

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sites.accounts import addresses
from sites.accounts.forms import PseudonymForm
from sites.accounts.guard import MINUTE, Guard
from sites.accounts.models import User
from sites.accounts.proofs import DIGITS, digits_of
from sites.delivery.forms import explain
from sites.delivery.network import network_of

TOO_MANY = "too_many"
LONGEST_PASSWORD = 128  # characters; hashing megabytes would be somebody's weapon


def too_many(seconds: int) -> ValidationError:
    """The same words whether the account exists or not."""
    minutes = math.ceil(seconds / MINUTE)
    message = ngettext(
        "Trop d’essais avec cette adresse. Réessayez dans une minute.",
        "Trop d’essais avec cette adresse. Réessayez dans %(minutes)s minutes.",
        minutes,
    )
    return ValidationError(message % {"minutes": minutes}, code=TOO_MANY)


def too_many_accounts() -> ValidationError:
    message = _("Trop de comptes créés aujourd’hui depuis ce réseau. Réessayez demain ou ailleurs.")
    return ValidationError(message, code=TOO_MANY)


def too_many_codes() -> ValidationError:
    message = _("Trop de codes erronés. Ouvrez plutôt le lien du courriel : il marche toujours.")
    return ValidationError(message, code=TOO_MANY)


class AddressField(forms.EmailField):
    """An address that mail can be sent to, in the one form in which accounts are looked up."""

    def to_python(self, value) -> str:
        return addresses.tidy(super().to_python(value) or "")

    def run_validators(self, value) -> None:
        super().run_validators(value)
        if value:
            addresses.check(value)


def email_field() -> AddressField:
    attrs = {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
    label = _("Adresse électronique")
    return AddressField(label=label, max_length=254, widget=forms.EmailInput(attrs=attrs))


class LimitedForm(forms.BaseForm):
    """A form that is refused after too many tries."""

    @property
    def is_too_many(self) -> bool:
        return self.has_error("__all__", TOO_MANY)


class EntranceForm(LimitedForm, forms.Form):
    """A form of the entrance; it knows the request, for the limits."""

    use_required_attribute = False

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        for field in self.fields.values():
            explain(field)


class AddressForm(EntranceForm):
    """Where to mail the code."""

    email = email_field()


class CodeForm(EntranceForm):
    """The code of the mail."""

    code = forms.CharField(
        label=_("Code à six chiffres"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
    )

    @classmethod
    def untyped(cls, request: HttpRequest, error: ValidationError | None) -> "CodeForm":
        """An empty form that carries ``error`` all the same."""
        form = cls({}, request=request)
        form.full_clean()
        form.errors.clear()
        if error:
            form.add_error(None, error)
        return form

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if len(digits) != DIGITS:
            raise ValidationError(_("Le code a six chiffres, comme 123 456."))
        return digits


class PasswordForm(EntranceForm):
    """Address and password; one answer for a wrong address and a wrong password."""

    email = email_field()
    password = forms.CharField(
        label=_("Mot de passe"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    user: User | None = None

    def clean(self):
        email, password = (self.cleaned_data.get(name) for name in ("email", "password"))
        if not email or not password:
            return self.cleaned_data
        guard = Guard(email, network_of(self.request))
        if wait := guard.wait():
            raise too_many(wait)
        self.user = authenticate(self.request, username=email, password=password)
        if self.user is None:
            guard.failed()
            message = _("Adresse ou mot de passe incorrect. Vérifiez les deux, puis réessayez.")
            raise ValidationError(message, code="invalid_login")
        guard.succeeded()
        return self.cleaned_data


class SignUpForm(LimitedForm, PseudonymForm):
    """All that is asked of a new account besides its address.

    Whoever wants to write in public is shown the charter there (sites.moderation.acceptance).
    """
