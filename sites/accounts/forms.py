"""What a person is called."""

from django import forms

from sites.delivery.forms import explain

from . import renaming
from .models import User


class PseudonymForm(forms.ModelForm):
    """The name others see. ``any_name``: one that is reserved may be given, too."""

    use_required_attribute = False
    any_name = False

    class Meta:
        model = User
        fields = ("pseudonym",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["pseudonym"])

    def clean_pseudonym(self) -> str:
        text = self.cleaned_data["pseudonym"]
        if text and text == self.initial.get("pseudonym"):
            return text  # a name that was there before a rule stays
        return renaming.clean(text, self.instance, any_name=self.any_name)
