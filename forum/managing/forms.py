"""The forms of the screens on which forums are managed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from forum import words
from forum.board.forum.models import Forum
from forum.scope.tree import Node, Tree
from sites.accounts.characters import is_visible
from sites.councils.models import Council

from . import rules
from .structure import parents_for

ABOVE = "above"  # « as above »
LONGEST_NAME = 100  # as in the table
LONGEST_ABOUT = 500


class NameForm(forms.Form):
    """What a category is called."""

    nom = forms.CharField(
        label=_("Nom"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Donnez-lui un nom.")},
        help_text=_("Court et parlant : on le lit dans une liste."),
    )

    def clean_nom(self) -> str:
        name = words.one_line(self.cleaned_data["nom"])
        if not is_visible(name):
            raise ValidationError(_now("Donnez-lui un nom."), code="required")
        return name


class ForumForm(NameForm):
    """A forum: its name, what it is for and, when there is a choice, where it lies."""

    apropos = forms.CharField(
        label=_("À quoi il sert"),
        required=False,
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase ou deux, sous le nom."),
    )
    parent = forms.TypedChoiceField(label=_("Rangé dans"), coerce=int)

    def __init__(self, *args, places: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        if len(places) > 1:
            self.fields["parent"].choices = places  # type: ignore[attr-defined]
        else:
            del self.fields["parent"]

    def clean_apropos(self) -> str:
        text = self.cleaned_data["apropos"].strip()
        return words.body(text) if text else ""


def places_for(board: Tree, node: Node) -> list[tuple[int, str]]:
    """Where the forum may lie, in the words of a list."""
    return [(other.pk, _indented(other)) for other in parents_for(board, node)]


def _indented(node: Node) -> str:
    return f"{'– ' * (len(node.lineage) - 1)}{node.name}"


class StateForm(forms.Form):
    """Open, locked or archived; and why, for whoever reads there."""

    etat = forms.ChoiceField(
        label=_("Ce forum est"),
        widget=forms.RadioSelect,
        choices=[
            (Forum.State.OPEN, _("ouvert : chacun y lit et y écrit selon ses droits")),
            (Forum.State.LOCKED, _("fermé pour un temps : on lit, seule la modération répond")),
            (Forum.State.ARCHIVED, _("archivé : on lit, plus personne n’écrit ; rangé à la fin")),
        ],
    )
    motif = forms.CharField(
        label=_("Pourquoi"),
        required=False,
        max_length=200,
        help_text=_("Une phrase que tout le monde lira en haut du forum. Facultatif."),
    )

    def clean_motif(self) -> str:
        return words.one_line(self.cleaned_data["motif"])


class RightsForm(forms.Form):
    """The four questions; each may be left to what lies above."""

    def __init__(self, board: Tree, node: Node, data=None):
        super().__init__(data, initial=_given(board, node))
        for question in rules.QUESTIONS:
            self.fields[question.key] = forms.ChoiceField(
                label=str(question.label),
                widget=forms.RadioSelect,
                choices=_choices(board, node, question),
            )

    def answers(self) -> rules.Answers:
        return {
            question.key: _read(self.cleaned_data[question.key]) for question in rules.QUESTIONS
        }


def _given(board: Tree, node: Node) -> dict[str, str]:
    return {q.key: rules.answer_on(board, node, q) or ABOVE for q in rules.QUESTIONS}


def _read(answer: str) -> rules.Answer | None:
    return None if answer == ABOVE else answer


def _choices(board: Tree, node: Node, question: rules.Question) -> list[tuple[str, str]]:
    above, where = rules.answer_above(board, node, question)
    said = rules.label_of(above, node)
    if where:
        told = _now("comme « %(forum)s » : %(who)s") % {"forum": where.name, "who": said}
    else:
        told = _now("comme partout : %(who)s") % {"who": said}
    choices = [(ABOVE, told)]
    choices += [
        (str(answer.value), str(rules.label_of(answer, node)))
        for answer in rules.answers_for(board, node, question)
    ]
    if rules.answer_on(board, node, question) not in (None, *(key for key, _said in choices)):
        choices.append((rules.OWN_WAY, _now("le réglage particulier qui s’y trouve")))
    return choices


class SitesForm(forms.Form):
    """On which other councils' sites a tree is listed."""

    conseils = forms.ModelMultipleChoiceField(
        label=_("Aussi sur les sites de"),
        queryset=Council.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, home_id: int, **kwargs):
        super().__init__(*args, **kwargs)
        others = Council.objects.in_order().exclude(pk=home_id)
        self.fields["conseils"].queryset = others  # type: ignore[attr-defined]
