"""What is asked of minutes that come from a file: of which meeting, and what no file tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.meetings.models import Decision, Result
from cms.pages.models.photos import DESCRIBE, is_described
from sites.delivery.forms import explain

from .models import WaitingMinutes, WaitingMinutesPicture

MOST_PEOPLE = 9_999
LONGEST_ALT = 200


class FileForm(forms.Form):
    """The meeting and the file."""

    meeting = forms.TypedChoiceField(
        label=gettext_lazy("De quelle séance ?"), coerce=int, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Le compte rendu"),
        help_text=gettext_lazy("Un document Word (.docx) ; 20 Mo au plus."),
        error_messages={
            "required": gettext_lazy("Choisissez le document Word du compte rendu."),
            "empty": gettext_lazy("Ce fichier est vide. Choisissez celui du compte rendu."),
        },
    )

    def __init__(self, *args, meetings: Iterable[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        choices = list(meetings)
        self.fields["meeting"].choices = choices  # type: ignore[attr-defined]
        if choices:
            self.fields["meeting"].initial = choices[0][0]
        self.fields["file"].widget.attrs["accept"] = ".docx"
        explain(self.fields["meeting"])


class PictureForm(forms.Form):
    """One picture of the document."""

    alt = forms.CharField(
        label=gettext_lazy("Décrivez l’image pour qui ne la voit pas"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_ALT,
        required=False,
    )
    decorative = forms.BooleanField(
        label=gettext_lazy("Elle ne fait que décorer : rien à décrire"), required=False
    )
    left = forms.BooleanField(label=gettext_lazy("Ne pas reprendre cette image"), required=False)

    def __init__(self, *args, is_draft: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.fields["alt"].widget.attrs.pop("maxlength", None)  # it would cut what is pasted

    def clean(self) -> dict:
        told = self.cleaned_data
        if not (self.is_draft or told.get("left")) and "alt" in told and not is_described(told):
            self.add_error("alt", DESCRIBE)
        return told


class AboutForm(forms.Form):
    """What is said once of all of it."""

    attendance = forms.IntegerField(
        label=gettext_lazy("Personnes présentes"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )
    people_agreed = forms.BooleanField(
        label=gettext_lazy(
            "Sur les images, les personnes reconnaissables sont d’accord, ou il n’y en a pas"
        ),
        required=False,
    )
    replace = forms.BooleanField(
        label=gettext_lazy("Remplacer le compte rendu qui s’y trouve"),
        help_text=gettext_lazy("L’ancien texte reste dans l’historique de la page."),
        required=False,
    )

    def __init__(self, *args, has_pictures: bool, replaces: bool, source: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if not has_pictures:
            del self.fields["people_agreed"]
        if not replaces:
            del self.fields["replace"]
        if source:
            words = _("Lu dans le document : « %(source)s ».") % {"source": source}
            self.fields["attendance"].help_text = words

    def clean_replace(self) -> bool:
        if not self.cleaned_data["replace"]:
            raise forms.ValidationError(
                _("Cette séance a déjà un compte rendu : cochez pour le remplacer.")
            )
        return True


class DecisionForm(forms.Form):
    """A decision that the document seems to tell."""

    kept = forms.BooleanField(label=gettext_lazy("Reprendre cette décision"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Ce qui est décidé"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=Decision._meta.get_field("text").max_length,
        required=False,
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Résultat"),
        choices=[("", gettext_lazy("Choisissez…")), *Result.choices],
        required=False,
    )
    votes_for = forms.IntegerField(
        label=gettext_lazy("Pour"), min_value=0, max_value=MOST_PEOPLE, required=False
    )
    votes_against = forms.IntegerField(
        label=gettext_lazy("Contre"), min_value=0, max_value=MOST_PEOPLE, required=False
    )
    abstentions = forms.IntegerField(
        label=gettext_lazy("Abstentions"), min_value=0, max_value=MOST_PEOPLE, required=False
    )

    def __init__(self, *args, source: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict:
        told = self.cleaned_data
        if told.get("kept"):
            if "text" in told and not told["text"]:
                self.add_error("text", _("Écrivez ce qui est décidé, ou ne la reprenez pas."))
            if "result" in told and not told["result"]:
                self.add_error("result", _("Choisissez un résultat, ou ne la reprenez pas."))
        return told


@dataclass
class Sheet:
    """All that the screen asks."""

    about: AboutForm
    pictures: list[tuple[WaitingMinutesPicture, PictureForm]]
    decisions: list[DecisionForm]

    def is_valid(self) -> bool:
        """All forms are looked at, so that all errors show."""
        of_pictures = [form for _picture, form in self.pictures]
        checked = [form.is_valid() for form in (self.about, *of_pictures, *self.decisions)]
        return all(checked)

    @property
    def kept_pictures(self) -> list[tuple[WaitingMinutesPicture, PictureForm]]:
        return [both for both in self.pictures if not both[1].cleaned_data["left"]]


def sheet_of(
    kept: WaitingMinutes, replaces: bool, data: Any = None, is_draft: bool = False
) -> Sheet:
    """The forms as they are proposed, or with what was ``data`` sent."""
    content = kept.content
    attendance = content["attendance"] or {}
    pictures = list(kept.pictures.all())
    about = AboutForm(
        data,
        has_pictures=bool(pictures),
        replaces=replaces,
        source=attendance.get("source", ""),
        initial={"attendance": attendance.get("count")},
    )
    return Sheet(
        about,
        [(one, _picture_form(one, data, is_draft)) for one in pictures],
        [_decision_form(place, vote, data) for place, vote in enumerate(content["votes"], 1)],
    )


def _picture_form(picture: WaitingMinutesPicture, data: Any, is_draft: bool) -> PictureForm:
    initial = {"alt": picture.alt, "decorative": picture.decorative}
    prefix = f"image{picture.key}"
    return PictureForm(data, prefix=prefix, initial=initial, is_draft=is_draft)


def _decision_form(place: int, vote: dict, data: Any) -> DecisionForm:
    initial = {**vote, "kept": True}
    return DecisionForm(data, prefix=f"decision{place}", initial=initial, source=vote["source"])
