"""What moderators fill in before they act."""

import uuid
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import words
from forum.acts.decided import ORDER, REASONS
from forum.acts.models import LONGEST_REASON, Act
from forum.acts.moving import TRACE_FOR, destinations
from forum.board.forum_conversation.models import Topic
from forum.scope.rights import Rights
from sites.moderation import charter

CHOOSE = ("", gettext_lazy("Choisissez…"))
PAUSES = (1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440)  # minutes


class Moment(forms.DateTimeField):
    """A moment on the clock of Paris, in the browser's own field."""

    default_error_messages = {
        "invalid": gettext_lazy("Écrivez un jour et une heure, par exemple 01/12/2026 19:00.")
    }

    def __init__(self, **kwargs):
        shown = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"])
        super().__init__(widget=shown, **kwargs)


def _long(label, help_text="", *, required: bool = False, rows: int = 3) -> forms.CharField:
    """Words of any length, counted here and never cut by the browser."""
    field = forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
    del field.widget.attrs["maxlength"]
    return field


class ActForm(forms.Form):
    """Any act: why, and the mark of this very form, so that sending it twice acts once."""

    motif = _long(
        gettext_lazy("Motif"),
        gettext_lazy("Pour le journal de la modération ; la charte, une règle, un fait."),
    )
    envoi = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class Rule(forms.ChoiceField):
    """A rule of the charter: where none is sent, the one that it begins with."""

    def clean(self, value):
        return super().clean(value or self.initial)


class ArrangingForm(ActForm):
    """An act that is a decision on somebody's topic: a rule, and reasons to begin with, which they
    will read.
    """

    regle = Rule(label=gettext_lazy("Règle de la charte"), choices=charter.CHOICES, initial=ORDER)

    def __init__(self, kind: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        motif = self.fields["motif"]
        motif.label = gettext_lazy("Motif, tel que la personne le lira")
        motif.help_text = gettext_lazy(
            "Qui a ouvert le sujet le reçoit par courriel, et peut demander qu’une autre personne "
            "réexamine cette décision."
        )
        motif.initial = REASONS[kind]


class AuthoredForm(ActForm):
    """An act on what somebody wrote: a rule of the charter, and words that they will read."""

    regle = forms.ChoiceField(
        label=gettext_lazy("Règle de la charte"), choices=[CHOOSE, *charter.CHOICES]
    )
    motif = _long(
        gettext_lazy("Motif, tel que la personne le lira"),
        gettext_lazy("Une phrase ou deux : ce qui ne va pas, et pourquoi."),
        required=True,
    )


def _forum_choices(rights: Rights, but: int | None = None) -> list:
    """The forums the person may put topics into, under the names of their roots."""
    groups: dict[str, list] = {}
    for node in destinations(rights):
        if node.pk != but:
            root = rights.board.nodes[node.root_id].name
            groups.setdefault(root, []).append((node.pk, node.name))
    return list(groups.items())


class MoveForm(ArrangingForm):
    """Where to."""

    field_order = ["forum", "trace", "regle", "motif", "envoi"]
    forum = forms.TypedChoiceField(label=gettext_lazy("Vers le forum"), coerce=int)
    trace = forms.BooleanField(
        label=gettext_lazy("Laisser une trace dans la liste du forum quitté"),
        required=False,
        initial=True,
    )

    def __init__(self, rights: Rights, forum_id: int, *args, **kwargs):
        super().__init__(Act.Kind.MOVE, *args, **kwargs)
        _choice(self, "forum").choices = [CHOOSE, *_forum_choices(rights, forum_id)]
        days = _("« Déplacé vers… », pendant %(days)s jours.") % {"days": TRACE_FOR.days}
        self.fields["trace"].help_text = days


class SplitForm(ArrangingForm):
    """A title for the posts that go, and where to. The posts are chosen beside it."""

    field_order = ["onwards", "titre", "forum", "regle", "motif", "envoi"]
    onwards = forms.IntegerField(
        label=gettext_lazy("Et tous les messages à partir du n°"),
        required=False,
        min_value=2,
        max_value=999_999_999,
    )
    titre = forms.CharField(
        label=gettext_lazy("Titre du nouveau sujet"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez un titre.")},
    )
    forum = forms.TypedChoiceField(label=gettext_lazy("Dans le forum"), coerce=int)

    def __init__(self, rights: Rights, forum_id: int, *args, **kwargs):
        super().__init__(Act.Kind.SPLIT, *args, **kwargs)
        _choice(self, "forum").choices = _forum_choices(rights)
        self.fields["forum"].initial = forum_id

    def clean_titre(self) -> str:
        return words.title(self.cleaned_data["titre"])


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


class MergeForm(ArrangingForm):
    """Which of the two gives title and forum."""

    field_order = ["garde", "regle", "motif", "envoi"]
    garde = forms.TypedChoiceField(
        label=gettext_lazy("Titre et forum à garder"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, topics: list[Topic], *args, **kwargs):
        super().__init__(Act.Kind.MERGE, *args, **kwargs)
        _choice(self, "garde").choices = [
            (topic.pk, f"{topic.subject} – {topic.forum.name}") for topic in topics
        ]
        self.fields["garde"].initial = topics[-1].pk


class SlowForm(ActForm):
    """How long one person waits."""

    field_order = ["duree", "motif", "envoi"]
    duree = forms.TypedChoiceField(label=gettext_lazy("Un message par personne"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        every = [(minutes, every_so_often(minutes)) for minutes in PAUSES]
        self.fields["duree"].choices = [(0, _("quand elle veut")), *every]


def every_so_often(minutes: int) -> str:
    """« toutes les 10 minutes »."""
    from django.utils.translation import ngettext

    if minutes < 60:
        text = ngettext("toutes les minutes", "toutes les %(n)s minutes", minutes)
        return text % {"n": minutes}
    hours = minutes // 60
    return ngettext("toutes les heures", "toutes les %(n)s heures", hours) % {"n": hours}


class PinForm(ActForm):
    """Where in the list, until when."""

    field_order = ["place", "jusqu_au", "motif", "envoi"]
    place = forms.TypedChoiceField(
        label=gettext_lazy("Sa place dans la liste"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (Topic.TOPIC_POST, gettext_lazy("Selon son dernier message, comme les autres")),
            (Topic.TOPIC_STICKY, gettext_lazy("Épinglé : au-dessus des autres")),
            (Topic.TOPIC_ANNOUNCE, gettext_lazy("Annonce : au-dessus de tout")),
        ],
    )
    jusqu_au = Moment(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        help_text=gettext_lazy("Ensuite le sujet reprend sa place. Vide : sans fin."),
    )


class LockForm(ArrangingForm):
    """Why."""

    field_order = ["regle", "motif", "envoi"]

    def __init__(self, *args, **kwargs):
        super().__init__(Act.Kind.LOCK, *args, **kwargs)


class CloseForm(ArrangingForm):
    """When it closes."""

    field_order = ["quand", "regle", "motif", "envoi"]

    def __init__(self, *args, **kwargs):
        super().__init__(Act.Kind.CLOSE, *args, **kwargs)

    quand = Moment(
        label=gettext_lazy("Se ferme le"),
        required=False,
        help_text=gettext_lazy("Vide : il ne se ferme plus de lui-même."),
    )


class RenameForm(AuthoredForm):
    """Another title."""

    field_order = ["titre", "regle", "motif", "envoi"]
    titre = forms.CharField(
        label=gettext_lazy("Nouveau titre"),
        strip=False,
        error_messages={"required": gettext_lazy("Écrivez un titre.")},
    )

    def clean_titre(self) -> str:
        return words.title(self.cleaned_data["titre"])


class ModerateForm(AuthoredForm):
    """Another text for somebody's post."""

    field_order = ["texte", "regle", "motif", "envoi"]
    texte = forms.CharField(
        label=gettext_lazy("Texte du message"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9}),
    )

    def clean_texte(self) -> str:
        return words.body(self.cleaned_data["texte"])


def numbers_in(values: list[str]) -> set[int]:
    """The numbers of posts that boxes were ticked for. Raises ValidationError for junk."""
    try:
        found = {int(value) for value in values}
    except ValueError:
        raise ValidationError(_("Choisissez des messages de la liste.")) from None
    return {number for number in found if 0 < number < 10**9}
