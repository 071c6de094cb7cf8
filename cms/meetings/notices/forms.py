"""The form of « Recevoir les convocations »."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.pages.form_guard import GuardedForm
from sites.accounts import addresses
from sites.councils.models import Council
from sites.delivery.forms import explain

EVERY = "tous"
SOME = _("Cochez au moins un conseil.")


class NoticeForm(GuardedForm):
    """An address and councils. Who is signed in with a proven address is not asked for one."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=addresses.LONGEST,
        help_text=_("Elle ne sert qu’à ces courriels. L’équipe du conseil ne la voit pas."),
    )
    councils = forms.MultipleChoiceField(
        label=_("Les convocations de"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": SOME, "invalid_choice": SOME},
    )

    def __init__(
        self, councils: Sequence[Council], *args, asks_address: bool, offers_all: bool, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.known = {council.code: council for council in councils}
        choices = [(council.code, council.name) for council in councils]
        every = [(EVERY, _("Tous les conseils"))] if offers_all else []
        self.fields["councils"].choices = [*every, *choices]
        if not asks_address:
            del self.fields["email"]
        else:
            explain(self.fields["email"])
        self.fields["councils"].error_messages["required"] = SOME

    def clean_email(self) -> str:
        address = addresses.tidy(self.cleaned_data["email"])
        addresses.check(address)
        return address

    def chosen(self) -> list[Council]:
        """The councils that were ticked; « tous » stands for each."""
        codes = self.cleaned_data["councils"]
        return [c for code, c in self.known.items() if EVERY in codes or code in codes]
