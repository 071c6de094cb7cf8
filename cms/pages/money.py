"""Money is stored in whole cents and typed in euros, as people write it."""

from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 100_000_000_00  # cents; more is a slip of the keyboard


class EurosField(forms.DecimalField):
    """« 1 250,50 » in the form, 125050 cents in the code; an empty field is None."""

    default_error_messages = {
        "invalid": _("Écrivez un montant en euros : « 900 » ou « 1 250,50 »."),
    }

    def __init__(self, **kwargs):
        super().__init__(decimal_places=2, min_value=0, max_value=MOST // 100, **kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value) -> int | None:  # type: ignore[override]
        euros = super().to_python(_as_number(value))
        if euros is None:
            return None
        if not euros.is_finite() or euros * 100 % 1:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(euros * 100)

    def validate(self, value) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value) -> None:
        """The bounds are those of euros; what is stored is cents."""
        super().run_validators(value if value in self.empty_values else Decimal(value) / 100)

    def clean(self, value) -> int | None:
        cents = self.to_python(value)
        self.validate(cents)
        self.run_validators(cents)
        return cents

    def prepare_value(self, value):
        return in_euros(value) if isinstance(value, int) else value

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True

    def widget_attrs(self, widget) -> dict:
        return {}  # a text field: browsers refuse « 1 250,50 » in a field for numbers


EurosField.widget = forms.TextInput


def _as_number(value):
    """What was typed, without spaces, sign of the euro and French comma."""
    if not isinstance(value, str):
        return value
    for space in (" ", "\u00a0", "\u202f", "€"):
        value = value.replace(space, "")
    return value.replace(",", ".")


def in_euros(cents: int) -> str:
    """125050 → « 1 250,50 »; whole euros lose their decimals."""
    euros, rest = divmod(abs(cents), 100)
    grouped = f"{euros:,}".replace(",", "\u00a0")
    sign = "−" if cents < 0 else ""
    return f"{sign}{grouped},{rest:02d}" if rest else f"{sign}{grouped}"


class CentsField(models.BigIntegerField):
    """An amount of money, in cents; its form asks for euros."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.validators.append(MinValueValidator(0))

    def formfield(self, **kwargs):
        return models.Field.formfield(self, form_class=EurosField, **kwargs)
