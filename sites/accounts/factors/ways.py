"""The forms by which somebody shows that it is them, as a page offers them side by side.

A page names its ways; each is a form of its own with a hidden ``way``, so that the one that was
sent keeps what was typed and carries its errors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse

from sites.accounts.entering.forms import TOO_MANY
from sites.accounts.models import User

from . import app_codes, passkeys, recovery_codes
from .forms import (
    WRONG_CODE,
    WRONG_PASSKEY,
    WRONG_RECOVERY,
    AppCodeForm,
    RecoveryCodeForm,
)
from .proving import prove

APP, PASSKEY, RECOVERY, PASSWORD, MAIL = "app", "passkey", "recovery", "password", "mail"
ASKS_OPTIONS = "options"  # what passkeys.js sends before it sends a passkey


@dataclass(frozen=True)
class Person:
    """Somebody who shows a factor; ``again`` when they are signed in and confirm."""

    request: HttpRequest
    user: User
    again: bool = False

    def kinds(self) -> set[str]:
        """The types of factor they have, recovery codes among them while there are any."""
        rows = Authenticator.objects.filter(user=self.user)
        return {row.type for row in rows if row.type != recovery_codes.TYPE or row.data["hashes"]}

    def prove_code(self, use: Callable, wrong: str, typed: str) -> Authenticator:
        check = partial(use, self.user, typed)
        return prove(self.request, self.user, check, wrong, again=self.again)

    def prove_passkey(self, answer: str) -> Authenticator:
        check = partial(passkeys.finish_showing, self.request, answer, self.user)
        return prove(self.request, self.user, check, WRONG_PASSKEY, again=self.again)

    def options(self) -> JsonResponse:
        """What the browser needs to ask for a passkey of theirs."""
        return JsonResponse(passkeys.begin_showing(self.request, self.user))


class PasskeyForm(forms.Form):
    """What passkeys.js fills in."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=passkeys.LONGEST_ANSWER)

    def __init__(self, *args, prove: Callable[[str], Authenticator] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.prove = prove
        self.proven: Authenticator | None = None

    def clean(self):
        """Errors are the page's, not a field's: nobody typed anything."""
        answer = self.cleaned_data.get("credential")
        if self._errors.pop("credential", None) or not answer:
            raise ValidationError(WRONG_PASSKEY, code="wrong")
        if self.prove:
            self.proven = self.prove(answer)
        return self.cleaned_data


def factor_forms(person: Person, sent: str = "") -> dict[str, forms.Form]:
    """The forms for the factors they have; the one named ``sent`` holds what was sent."""
    kinds = person.kinds()
    makers: dict[str, Callable[..., forms.Form]] = {}
    if passkeys.TYPE in kinds:
        makers[PASSKEY] = partial(PasskeyForm, prove=person.prove_passkey)
    if app_codes.TYPE in kinds:
        check = partial(person.prove_code, app_codes.use, WRONG_CODE)
        makers[APP] = partial(AppCodeForm, prove=check)
    if recovery_codes.TYPE in kinds:
        check = partial(person.prove_code, recovery_codes.use, WRONG_RECOVERY)
        makers[RECOVERY] = partial(RecoveryCodeForm, prove=check)
    data = person.request.POST
    return {way: make(data if way == sent else None) for way, make in makers.items()}


def shown(ways: dict[str, forms.Form]) -> dict:
    """What templates call them: ``app_form``, ``recovery_form``…, ``has_passkey``."""
    named = {f"{way}_form": form for way, form in ways.items() if way != PASSKEY}
    return {**named, "has_passkey": PASSKEY in ways}


def status_of(form: forms.Form | None) -> int:
    """429 when there were too many tries, else 200."""
    if form is None:
        return 200
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return 429 if TOO_MANY in codes else 200
