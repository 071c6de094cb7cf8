"""What a moderator fills in: the decision, the answer to an appeal."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sites.delivery.forms import explain
from sites.moderation import charter
from sites.moderation.admin.forms import CHOOSE, ReasonForm
from sites.moderation.cases.deciding import Choice
from sites.moderation.models import Decision, DecisionAppeal
from sites.moderation.models.suspension import LONGEST_STATEMENT
from sites.moderation.subjects import Picture

Outcome = Decision.Outcome
CHOICES = [
    (Outcome.KEPT, _("Garder")),
    (Outcome.MASKED, _("Masquer en partie")),
    (Outcome.HIDDEN, _("Masquer")),
    (Outcome.ILLEGAL, _("Retirer : la loi l’interdit")),
]


class DecisionForm(forms.Form):
    """One decision. Rule and statement are for whatever takes something from its author.

    ``images`` are ticked beside the pictures themselves (``_pictures.html``).
    """

    use_required_attribute = False

    decision = forms.ChoiceField(
        label=_("Ce que vous décidez"), choices=CHOICES, widget=forms.RadioSelect
    )
    passages = forms.CharField(
        label=_("Passages à couvrir"),
        required=False,
        help_text=_("Un par ligne, tels qu’ils sont écrits. Chacun est remplacé partout par ████."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    images = forms.TypedMultipleChoiceField(
        label=_("Images à masquer"),
        required=False,
        coerce=int,
        error_messages={"invalid_choice": _("Cette image n’est plus là.")},
    )
    regle = forms.ChoiceField(
        label=_("Règle de la charte"), required=False, choices=[CHOOSE, *charter.CHOICES]
    )
    motif = forms.CharField(
        label=_("Motif, tel que la personne le lira"),
        required=False,
        help_text=_("Les faits : ce qui est écrit, et en quoi cela enfreint la règle."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    avertir = forms.BooleanField(
        label=_("C’est un avertissement : une prochaine fois, la suspension est possible"),
        required=False,
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, can_mask: bool = True, pictures: Sequence[Picture] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["images"].choices = [  # type: ignore[attr-defined]
            (one.key, one.alt) for one in pictures if one.state in ("public", "held")
        ]
        explain(self.fields["decision"])
        self.fields["decision"].error_messages["required"] = gettext("Choisissez une décision.")
        if not can_mask:
            del self.fields["passages"]
            self.fields["decision"].choices = [  # type: ignore[attr-defined]
                each for each in CHOICES if each[0] != Outcome.MASKED
            ]

    def clean_motif(self) -> str:
        text = self.cleaned_data["motif"].strip()
        if len(text) > LONGEST_STATEMENT:
            raise forms.ValidationError(
                gettext("Votre texte compte %(n)d caractères : raccourcissez-le à %(most)d."),
                params={"n": len(text), "most": LONGEST_STATEMENT},
            )
        return text

    def clean(self) -> dict:
        outcome = self.cleaned_data.get("decision")
        if outcome and outcome != Outcome.KEPT:
            if not self.cleaned_data.get("regle"):
                self.add_error("regle", gettext("Choisissez la règle enfreinte."))
            if "motif" in self.cleaned_data and not self.cleaned_data["motif"]:
                self.add_error("motif", gettext("Écrivez pourquoi : la personne le lira."))
        images = self.cleaned_data.get("images")
        if outcome == Outcome.MASKED and not self.covered() and images == []:
            self.add_error("passages", self._nothing_to_mask())
        if outcome == Outcome.KEPT and images:
            told = gettext("Vous avez coché une image : masquez en partie, ou décochez-la.")
            self.add_error("decision", told)
        return self.cleaned_data

    def ticked(self) -> list[str]:
        """The pictures to be masked, as they were sent."""
        return [str(key) for key in self["images"].value() or []]

    def _nothing_to_mask(self) -> str:
        if self.fields["images"].choices:  # type: ignore[attr-defined]
            return gettext("Écrivez un passage à couvrir, ou cochez une image à masquer.")
        return gettext("Écrivez au moins un passage à couvrir.")

    def covered(self) -> tuple[str, ...]:
        lines = self.cleaned_data.get("passages", "").splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def choice(self) -> Choice:
        """What was chosen; a thing that is kept needs no rule."""
        data = self.cleaned_data
        kept, is_in_part = data["decision"] == Outcome.KEPT, data["decision"] == Outcome.MASKED
        return Choice(
            data["decision"],
            rule="" if kept else data["regle"],
            statement="" if kept else data["motif"],
            passages=self.covered() if is_in_part else (),
            pictures=tuple(data["images"]) if is_in_part else (),
            warns=data["avertir"] and not kept,
            version=data["version"] or None,
        )


class AnswerForm(ReasonForm):
    """What becomes of an appeal."""

    reponse = forms.ChoiceField(
        label=_("Réponse"),
        choices=[
            (DecisionAppeal.State.CONFIRMED, _("Maintenir la décision")),
            (DecisionAppeal.State.REVERSED, _("L’annuler : tout est remis comme avant")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["reponse", "motif"]

    def __init__(self, *args, by_reporter: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["reponse"])
        if by_reporter:
            confirmed, reversed_ = DecisionAppeal.State.CONFIRMED, DecisionAppeal.State.REVERSED
            self.fields["reponse"].choices = [  # type: ignore[attr-defined]
                (confirmed, gettext("Maintenir la décision : cela reste en place")),
                (reversed_, gettext("L’annuler : le dossier attend une autre décision")),
            ]
