"""What a person says of themselves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.delivery.forms import explain

from . import pseudonyms
from .models import User


class PseudonymForm(forms.ModelForm):
    """The name others see."""

    use_required_attribute = False

    class Meta:
        model = User
        fields = ("pseudonym",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["pseudonym"])

    def clean_pseudonym(self) -> str:
        text = pseudonyms.tidy(self.cleaned_data["pseudonym"])
        pseudonyms.validate(text)
        if User.objects.with_pseudonym(text).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Ce pseudonyme est déjà pris."), code="unique")
        return text
