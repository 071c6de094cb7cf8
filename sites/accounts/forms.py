"""Signing in, on a site and in the admin."""

import math

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm

from sites.delivery.forms import explain
from sites.delivery.network import network_of

from .guard import MINUTE, SignInGuard

TOO_MANY = "too_many"


def too_many(seconds: int) -> ValidationError:
    """The same words whether the account exists or not."""
    minutes = math.ceil(seconds / MINUTE)
    message = ngettext(
        "Trop d’essais avec cette adresse. Réessayez dans une minute.",
        "Trop d’essais avec cette adresse. Réessayez dans %(minutes)s minutes.",
        minutes,
    )
    return ValidationError(message % {"minutes": minutes}, code=TOO_MANY)


class LimitedSignIn(AuthenticationForm):
    """Sign-in by e-mail and password, guarded; one answer for a wrong address and password."""

    username = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    error_messages = {
        "invalid_login": _("Adresse ou mot de passe incorrect. Vérifiez les deux, puis réessayez."),
        "inactive": _("Adresse ou mot de passe incorrect. Vérifiez les deux, puis réessayez."),
    }

    def clean(self):
        email, password = (self.cleaned_data.get(name) for name in ("username", "password"))
        if not email or not password:
            return self.cleaned_data
        guard = SignInGuard(email, network_of(self.request))
        if wait := guard.wait():
            raise too_many(wait)
        self.user_cache = authenticate(self.request, username=email, password=password)
        if self.user_cache is None:
            guard.failed()
            raise self.get_invalid_login_error()
        self.confirm_login_allowed(self.user_cache)
        guard.succeeded()
        return self.cleaned_data


class SignInForm(LimitedSignIn):
    """The sites' own form."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password"].label = _("Mot de passe")
        for field in self.fields.values():
            explain(field)


class AdminSignInForm(LimitedSignIn, LoginForm):
    """The form of Wagtail's sign-in page (WAGTAILADMIN_USER_LOGIN_FORM)."""
