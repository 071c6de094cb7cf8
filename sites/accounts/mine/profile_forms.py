"""The forms of the profile: one for each thing, so that a slip in one loses nothing of another."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.accounts import language, portraits, renaming
from sites.accounts.forms import PseudonymForm
from sites.accounts.models import User


class ChangePseudonymForm(PseudonymForm):
    """The same for its owner, who may change it once in a while."""

    def clean(self):
        if "pseudonym" in self.changed_data and not self.errors:
            try:
                renaming.check_may_change(self.instance)
            except ValidationError as error:
                self.add_error("pseudonym", error)
        return super().clean()

    def save(self, commit: bool = True) -> User:
        """Rename. Raises ValidationError when another request came first."""
        return renaming.rename(self.instance, self.cleaned_data["pseudonym"])


class PictureInput(forms.FileInput):
    """A file input; nothing is said of the file that was chosen before."""


class PortraitForm(forms.Form):
    """A picture of oneself, or of a plant on one's balcony."""

    use_required_attribute = False
    picture = forms.FileField(
        label=_("Image"),
        help_text=_("Facultative. Elle est recadrée en carré et perd le lieu de la prise de vue."),
        widget=PictureInput(attrs={"accept": portraits.ACCEPTED}),
        error_messages={
            "required": _("Choisissez d’abord une image sur votre appareil."),
            "missing": _("Choisissez d’abord une image sur votre appareil."),
            "empty": _("Ce fichier est vide. Choisissez-en un autre."),
            "invalid": _("Choisissez d’abord une image sur votre appareil."),
        },
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_picture(self):
        portraits.check_pace(self.user)
        return portraits.read(self.cleaned_data["picture"])


TIES = (
    ("lives_here", _("J’y habite")),
    ("works_here", _("J’y travaille")),
    ("studies_here", _("J’y étudie")),
)


class AboutForm(forms.Form):
    """What ties somebody to their neighbourhood, and the language they read."""

    use_required_attribute = False
    ties = forms.MultipleChoiceField(
        label=_("Votre lien avec le quartier"),
        help_text=_("Personne d’autre ne le voit. Cochez tout ce qui convient, ou rien."),
        choices=TIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Cochez des réponses de la liste.")},
    )
    language = forms.ChoiceField(
        label=_("Langue de l’interface"),
        help_text=_("Les textes écrits par les conseils et les habitants restent en français."),
        required=False,
        error_messages={"invalid_choice": _("Choisissez une langue de la liste.")},
    )

    def __init__(self, user: User, data=None):
        ticked = [name for name, _words in TIES if getattr(user, name)]
        super().__init__(data, initial={"ties": ticked, "language": user.language})
        self.user = user
        choices = [("", _("Celle du site")), *settings.LANGUAGES]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def save(self) -> None:
        chosen = self.cleaned_data
        ties = {name: name in chosen["ties"] for name, _words in TIES}
        User.objects.filter(pk=self.user.pk).update(**ties)
        language.set_language(self.user, chosen["language"])
