"""The form of a proposal: a subject, a paragraph, an address. Nothing else is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.pages.form_guard import GuardedForm
from sites.accounts import addresses
from sites.delivery.forms import ADDRESS

from ..models.proposal import LONGEST_NAME, LONGEST_SUBJECT, LONGEST_TEXT


class Paragraph(forms.CharField):
    """A text whose line ends count once, as browsers count them (HTML, « API value »)."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ProposalForm(GuardedForm):
    """``account_email`` stands in the field of whoever is signed in."""

    use_required_attribute = False

    subject = forms.CharField(
        label=_("Le sujet"),
        max_length=LONGEST_SUBJECT,
        help_text=_("Une ligne : « La traversée devant l’école »."),
    )
    text = Paragraph(
        label=_("En quelques phrases"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Ce que vous constatez, ce que vous proposez. 1 200 caractères au plus."),
    )
    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        help_text=_("Pour confirmer, et pour vous dire la suite. Elle n’est jamais publiée."),
    )
    name = forms.CharField(
        label=_("Comment vous appeler"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Un prénom ou un pseudonyme suffit."),
    )
    may_show_name = forms.BooleanField(
        label=_("Si ce point est retenu, mon nom peut être affiché à l’ordre du jour"),
        required=False,
    )

    def __init__(self, *args, account_email: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if account_email:
            self.fields["email"].initial = account_email

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_email(self) -> str:
        address = addresses.tidy_or_none(self.cleaned_data["email"])
        if not address:
            raise ValidationError(ADDRESS, code="invalid")
        return address

    def typed(self) -> dict[str, object]:
        """What stands in the fields, right or wrong: to be given back."""
        return {bound.name: bound.value() for bound in self}
