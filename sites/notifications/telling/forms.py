"""How often one wants to be told of each kind."""

from collections.abc import Mapping

from django import forms

from . import kinds


class SettingsForm(forms.Form):
    """One list of cadences for each kind, the strongest first."""

    use_required_attribute = False

    def __init__(self, chosen: Mapping[str, str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in kinds.all_kinds():
            self.fields[kind.key] = forms.ChoiceField(
                label=str(kind.label),
                help_text=str(kind.hint),
                choices=[(one.value, one.label) for one in kind.cadences],
                initial=chosen.get(kind.key),
            )
