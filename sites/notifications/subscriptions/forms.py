"""What somebody follows, as boxes to tick: one list for each kind of subject."""

from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from .kinds import SubjectKind, subject_kinds


class Boxes(forms.MultipleChoiceField):
    """Several to tick, or none."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        if value:
            super().validate(value)


class ChoiceForm(forms.Form):
    """Nothing ticked is an answer too: everything ends."""

    use_required_attribute = False

    def __init__(
        self,
        followed: Collection[str],
        *args,
        kinds: Iterable[SubjectKind] | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        for kind in subject_kinds() if kinds is None else kinds:
            choices = [(subject.key, subject.label) for subject in kind.all()]
            self.fields[kind.prefix] = Boxes(
                label=str(kind.title),
                choices=choices,
                initial=[key for key, _label in choices if key in followed],
                error_messages={"invalid_choice": _("Cochez des réponses de la liste.")},
            )

    def chosen(self) -> set[str]:
        return {key for keys in self.cleaned_data.values() for key in keys}
