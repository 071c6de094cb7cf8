"""What moderators fill in."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.accounts.models import User
from sites.councils.models import Council
from sites.delivery.forms import explain
from sites.moderation import appealing, charter, durations, rights
from sites.moderation.models import Appeal, Suspension
from sites.moderation.models.suspension import LONGEST_STATEMENT
from sites.moderation.rights import Circle

EVERYWHERE = "partout"
CHOOSE = ("", gettext_lazy("Choisissez…"))


def _text(label: str, help_text: str, rows: int = 5) -> forms.CharField:
    field = forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
    del field.widget.attrs["maxlength"]  # the browser would cut what is pasted
    return field


class SearchForm(forms.Form):
    """Whom to suspend: administrators may know an address, moderators know a pseudonym."""

    q = forms.CharField(label=gettext_lazy("Pseudonyme"), max_length=254)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["q"])


class SuspensionForm(forms.Form):
    """Where, which rule, why, how long."""

    ou = forms.ChoiceField(label=gettext_lazy("Où"))
    regle = forms.ChoiceField(
        label=gettext_lazy("Règle de la charte"), choices=[CHOOSE, *charter.CHOICES]
    )
    motif = _text(
        gettext_lazy("Motif, tel que la personne le lira"),
        gettext_lazy("Les faits, avec leur date : ce qui a été écrit ou fait, et où."),
    )
    duree = forms.ChoiceField(
        label=gettext_lazy("Durée"),
        required=False,
        choices=durations.CHOICES,
        initial="7",
    )

    def __init__(self, circle: Circle, account: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.circle, self.account = circle, account
        self.councils = {str(council.pk): council for council in rights.councils_of(circle)}
        places = [(key, council.name) for key, council in self.councils.items()]
        everywhere = (EVERYWHERE, _("Partout (une seconde personne confirme)"))
        if circle.is_administrator:
            everywhere = (EVERYWHERE, _("Partout"))
        self.fields["ou"].choices = [CHOOSE, *places, everywhere]  # type: ignore[attr-defined]
        for name in ("ou", "regle", "motif"):
            explain(self.fields[name])

    @property
    def council(self) -> Council | None:
        return self.councils.get(self.cleaned_data["ou"])

    @property
    def days(self) -> int | None:
        return int(self.cleaned_data["duree"]) if self.cleaned_data["duree"] else None

    def clean(self) -> dict:
        if "ou" in self.cleaned_data:
            try:
                rights.check_may_suspend(self.circle, self.account, self.council)
            except rights.NotAllowed as refusal:
                self.add_error("ou", refusal.message)
        return self.cleaned_data


class ReasonForm(forms.Form):
    """Why somebody takes a decision back."""

    motif = _text(
        gettext_lazy("Motif"),
        gettext_lazy("La personne le lira dans le courriel qui le lui annonce."),
        3,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["motif"])


class AnswerForm(ReasonForm):
    """What becomes of an appeal."""

    reponse = forms.ChoiceField(
        label=gettext_lazy("Réponse"),
        choices=[
            (Appeal.State.CONFIRMED, gettext_lazy("Maintenir la suspension")),
            (Appeal.State.SHORTENED, gettext_lazy("La raccourcir")),
            (Appeal.State.REVERSED, gettext_lazy("L’annuler : elle prend fin tout de suite")),
        ],
        widget=forms.RadioSelect,
    )
    duree = forms.ChoiceField(
        label=gettext_lazy("Nouvelle durée, depuis son début"),
        required=False,
        help_text=gettext_lazy("Seulement pour la raccourcir."),
    )
    field_order = ["reponse", "duree", "motif"]

    def __init__(self, suspension: Suspension, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["reponse"])
        shorter = [
            (key, words)
            for key, words in durations.CHOICES
            if key and appealing.is_shorter(suspension, int(key))
        ]
        self.fields["duree"].choices = [("", "—"), *shorter]  # type: ignore[attr-defined]

    @property
    def days(self) -> int | None:
        return int(self.cleaned_data["duree"]) if self.cleaned_data.get("duree") else None

    def clean(self) -> dict:
        wants = self.cleaned_data.get("reponse") == Appeal.State.SHORTENED
        if wants and not self.cleaned_data.get("duree") and "duree" not in self.errors:
            self.add_error("duree", _("Choisissez la nouvelle durée."))
        return self.cleaned_data
