"""What leads fill in."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.accounts.entering.forms import AddressField
from sites.delivery.forms import explain
from sites.teams import rights, words
from sites.teams.models.invitation import LONGEST_NOTE

ADDRESSES = 10  # invited at once in a hand-over


def _told(role: str) -> tuple[str, str]:
    return role, _("%(role)s : %(may)s") % {"role": words.label(role), "may": words.MAY[role]}


class RolesForm(forms.Form):
    """Which roles, of those that the reader may give: one rank, and what goes beside it."""

    def __init__(self, allowed: frozenset[str], *args, held: frozenset[str] = frozenset(), **more):
        super().__init__(*args, **more)
        ranks = [role for role in rights.RANKS if role in allowed]
        beside = [role for role in words.ORDER if role in allowed and role not in rights.RANKS]
        if ranks:
            none = [("", _("Aucun rôle de rédaction"))] if beside else []
            self.fields["rang"] = forms.ChoiceField(
                label=_("Rôle"),
                choices=[*none, *map(_told, ranks)],
                widget=forms.RadioSelect,
                required=not beside,
                initial=rights.highest(held),
            )
        if beside:
            self.fields["roles"] = forms.MultipleChoiceField(
                label=_("Autre rôle") if ranks else _("Rôles"),
                choices=[_told(role) for role in beside],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[role for role in beside if role in held],
            )
        for field in self.fields.values():
            explain(field)
        if "rang" in self.fields:
            self.fields["rang"].error_messages["required"] = _("Choisissez un rôle.")

    @property
    def roles(self) -> frozenset[str]:
        rank = self.cleaned_data.get("rang")
        return frozenset([*self.cleaned_data.get("roles", ()), *([rank] if rank else [])])

    def clean(self) -> dict:
        if not self.errors and not self.roles:
            field = "rang" if "rang" in self.fields else "roles"
            self.add_error(field, _("Choisissez un rôle."))
        return self.cleaned_data


class InviteForm(RolesForm):
    """Whom to invite, as what, with a word."""

    adresse = AddressField(label=gettext_lazy("Adresse électronique"), max_length=254)
    mot = forms.CharField(
        label=gettext_lazy("Un mot de vous"),
        help_text=gettext_lazy("Facultatif. Il est recopié dans le courriel, tel quel."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["adresse", "rang", "roles", "mot"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adresse"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}
        del self.fields["mot"].widget.attrs["maxlength"]  # the browser would cut what is pasted
        self.order_fields(self.field_order)


class SuccessionsForm(forms.Form):
    """Who leaves, who takes over, and whom to invite for it.

    ``people`` are (key, name) of the team, ``heirs`` choices of who may take over: keys of members,
    « i » and the key of an invitation.
    """

    def __init__(self, people, heirs, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for key, name in people:
            self.fields[f"part_{key}"] = forms.BooleanField(label=name, required=False)
            choices = [("", _("Je ne sais pas encore"))]
            choices += [(value, label) for value, label in heirs if value != str(key)]
            label = _("Qui prend la suite de %(name)s ?") % {"name": name}
            self.fields[f"suite_{key}"] = forms.ChoiceField(
                label=label, choices=choices, required=False
            )
        self.fields["adresses"] = forms.CharField(
            label=_("Adresses à inviter comme responsables, une par ligne"),
            help_text=_(
                "Chaque personne reçoit un courriel ; il vaut deux semaines. Elle pourra prendre "
                "la suite dès qu’elle aura accepté."
            ),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2, "autocapitalize": "none"}),
        )

    def rows(self):
        """The two fields of each person."""
        return [(self[f"part_{key}"], self[f"suite_{key}"]) for key, _name in self.people]

    def clean_adresses(self) -> list[str]:
        field = AddressField(max_length=254)
        lines = self.cleaned_data["adresses"].replace(",", "\n").replace(";", "\n").split()
        if len(lines) > ADDRESSES:
            raise forms.ValidationError(
                _("Dix adresses au plus à la fois : enregistrez, puis ajoutez les suivantes.")
            )
        found, wrong = [], []
        for line in lines:
            try:
                found.append(field.clean(line))
            except forms.ValidationError:
                wrong.append(line)
        if wrong:
            message = _("Ce n’est pas une adresse complète : %(wrong)s")
            raise forms.ValidationError(message % {"wrong": ", ".join(wrong)})
        return list(dict.fromkeys(found))

    def chosen(self) -> list[tuple[int, str]]:
        """(key of who leaves, value of who takes over)."""
        data = self.cleaned_data
        return [
            (key, data.get(f"suite_{key}", ""))
            for key, _name in self.people
            if data.get(f"part_{key}")
        ]
