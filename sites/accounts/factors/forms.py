"""What a person types: a code of the app, a recovery code, a mailed code, a name, a password."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.accounts.entering.forms import LONGEST_PASSWORD, too_many
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.delivery.forms import explain

from . import passkeys

WRONG_CODE = _(
    "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant dans votre application, "
    "et vérifiez que votre téléphone est à l’heure."
)
WRONG_RECOVERY = _(
    "Ce code de secours n’est pas le bon, ou il a déjà servi. Prenez le suivant de votre liste."
)
WRONG_MAILED = _(
    "Ce code n’est pas le bon, ou il n’est plus valable. Relisez le dernier message reçu, "
    "ou demandez un autre code."
)
WRONG_PASSKEY = _("Cette clé d’accès n’a pas été reconnue. Réessayez, ou prenez un autre moyen.")

CHOICES = Limit("password-choices", 30, 15 * 60)  # estimating one may take seconds


class ExplainedForm(forms.Form):
    """A form whose fields say what to do, and whose browser's own words are not needed."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            explain(field)


class ProvenForm(ExplainedForm):
    """One code; ``prove`` says what it proves, or raises ValidationError."""

    def __init__(self, *args, prove: Callable[[str], Any] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.prove = prove

    def clean(self):
        for name in self.fields:
            if self.prove and (typed := self.cleaned_data.get(name)):
                try:
                    self.prove(typed)
                except ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data


def code_input(**attrs) -> forms.TextInput:
    """A field that phones fill in from a message or an app, and that shows digits to type."""
    kept = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.TextInput(attrs={**kept, "class": "code", **attrs})


class AppCodeForm(ProvenForm):
    code = forms.CharField(
        label=_("Code à six chiffres"),
        help_text=_("Ouvrez votre application : le code change toutes les 30 secondes."),
        max_length=20,
        widget=code_input(),
    )


class RecoveryCodeForm(ProvenForm):
    recovery_code = forms.CharField(
        label=_("Code de secours"),
        help_text=_("L’un des dix codes que vous avez notés. Chacun sert une fois."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class MailedCodeForm(ProvenForm):
    mailed_code = forms.CharField(
        label=_("Code reçu par courriel"),
        help_text=_("Six chiffres, valables un quart d’heure."),
        max_length=20,
        widget=code_input(),
    )


class PasswordForm(ProvenForm):
    password = forms.CharField(
        label=_("Mot de passe"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasskeyNameForm(ExplainedForm):
    name = forms.CharField(
        label=_("Nom de la clé"),
        help_text=_("Pour la reconnaître : « Téléphone », « Ordinateur du conseil »…"),
        max_length=passkeys.LONGEST_NAME,
    )


class NotedForm(ExplainedForm):
    noted = forms.BooleanField(
        label=_("J’ai noté ces codes"),
        error_messages={"required": _("Notez les codes, puis cochez cette case.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["noted"].error_messages["required"] = _(
            "Notez les codes, puis cochez cette case."
        )


class NewPasswordForm(ExplainedForm):
    """A password, typed twice, checked by AUTH_PASSWORD_VALIDATORS."""

    new_password = forms.CharField(
        label=_("Nouveau mot de passe"),
        help_text=password_validators_help_text_html,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Le même, une deuxième fois"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        if wait := CHOICES.take(str(self.user.pk)):
            raise too_many(wait)
        password = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password

    def clean(self):
        first, second = (self.cleaned_data.get(name) for name in ("new_password", "again"))
        if first and second and first != second:
            self.add_error("again", _("Les deux mots de passe diffèrent. Retapez-les."))
        return self.cleaned_data


class ChangePasswordForm(NewPasswordForm):
    """The same, and the password of today: whoever finds a session open must not change it."""

    field_order = ["current", "new_password", "again"]
    current = forms.CharField(
        label=_("Mot de passe actuel"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, check: Callable[[str], None], **kwargs):
        super().__init__(*args, **kwargs)
        self.check = check

    def clean_current(self) -> str:
        self.check(self.cleaned_data["current"])
        return self.cleaned_data["current"]
