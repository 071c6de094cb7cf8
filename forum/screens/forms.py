"""What people send to the forum: a title, a text, and the mark of the form they typed it into."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from forum import words

HOW_TO = _(
    "**gras**, *italique*, « > » pour citer, « - » pour une liste. Un lien se colle tel quel."
)


class EditForm(forms.Form):
    """The text of a post. Lengths are counted once tidied, and never cut by the browser."""

    texte = forms.CharField(
        label=_("Votre message"),
        help_text=HOW_TO,
        strip=False,
        error_messages={"required": _("Écrivez quelque chose avant d’envoyer.")},
        widget=forms.Textarea(attrs={"rows": 9}),
    )

    def clean_texte(self) -> str:
        return words.body(self.cleaned_data["texte"])


class ReplyForm(EditForm):
    """A new post. ``envoi`` names this very form, so that sending it twice makes one post."""

    envoi = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class TitleForm(forms.Form):
    """The title of a topic."""

    titre = forms.CharField(
        label=_("Titre"),
        strip=False,
        error_messages={"required": _("Écrivez un titre.")},
        help_text=_("En une phrase : la question, ou ce dont il s’agit."),
    )

    def clean_titre(self) -> str:
        return words.title(self.cleaned_data["titre"])


class TopicForm(TitleForm, ReplyForm):
    """A new topic and its first post."""

    field_order = ["titre", "texte", "envoi"]


class HeadForm(TitleForm, EditForm):
    """The first post of a topic, with the topic's title."""

    field_order = ["titre", "texte"]


class ReasonForm(forms.Form):
    """Why a moderator does something; kept in the log."""

    motif = forms.CharField(
        label=_("Motif"),
        required=False,
        max_length=500,
        help_text=_("Pour le journal de la modération ; la charte, une règle, un fait."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
