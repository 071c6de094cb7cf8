"""What is asked of each photo, of all of them, and of the page they go into.

Forms are made of what is kept (waiting.py), not of a request: what was typed is stored as it
stands, and shown again with what is wrong with it.
"""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.pages.models.photos import DESCRIBE, is_described
from sites.delivery.forms import explain

from ..desks import Desk
from .models import PhotoSet, WaitingPhoto
from .targets import targets_of
from .waiting import proposed_date

LONGEST = 200
AGREED = gettext_lazy("Les personnes reconnaissables sont d’accord, ou il n’y en a pas")


def _words(label, help_text="", rows=0, most=LONGEST, **options) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    field = forms.CharField(
        label=label, help_text=help_text, max_length=most, widget=widget, **options
    )
    field.widget.attrs.pop("maxlength", None)  # the browser would cut what is pasted
    return field


class PhotoForm(forms.Form):
    """One photo."""

    alt = _words(
        gettext_lazy("Décrivez la photo pour qui ne la voit pas"),
        gettext_lazy("Par exemple : « Deux enfants plantent un tilleul, place Sainte-Marthe »."),
        rows=2,
        required=False,
    )
    decorative = forms.BooleanField(
        label=gettext_lazy("Elle ne fait que décorer : rien à décrire"), required=False
    )
    caption = _words(
        gettext_lazy("Légende"), gettext_lazy("Affichée sous la photo."), required=False
    )
    credit = _words(
        gettext_lazy("Qui a pris cette photo"),
        gettext_lazy("Si ce n’est pas la même personne que pour les autres."),
        most=120,
        required=False,
    )
    people_agreed = forms.BooleanField(label=AGREED, required=False)

    def __init__(self, *args, is_draft: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft

    def clean(self) -> dict:
        told = self.cleaned_data
        if not self.is_draft and "alt" in told and not is_described(told):
            self.add_error("alt", DESCRIBE)
        return self.cleaned_data


class SetForm(forms.Form):
    """All photos, and the page."""

    credit = _words(
        gettext_lazy("Qui a pris les photos"),
        gettext_lazy("Ce nom paraît sous chacune : « © Atelier du canal »."),
        most=120,
        required=False,
    )
    people_agreed = forms.BooleanField(
        label=AGREED,
        help_text=gettext_lazy("Pour toutes les photos ; sinon, cochez-le photo par photo."),
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Où vont ces photos ?"),
        choices=PhotoSet.Kind.choices,
        widget=forms.RadioSelect,
    )
    page = forms.TypedChoiceField(
        label=gettext_lazy("La page"), coerce=int, empty_value=None, required=False
    )
    title = _words(
        gettext_lazy("Titre"),
        gettext_lazy("Par exemple : « La fête des voisins en photos »."),
        most=255,
        required=False,
    )
    date = forms.DateField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("Proposée d’après la première photo."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )
    summary = _words(
        gettext_lazy("Résumé"),
        gettext_lazy("Une ou deux phrases, 200 caractères au plus, pour les listes."),
        rows=2,
        required=False,
    )
    text = _words(
        gettext_lazy("Texte"),
        gettext_lazy("Ce qui s’est passé ; une ligne vide commence un nouveau paragraphe."),
        rows=5,
        most=5_000,
        required=False,
    )

    def __init__(self, *args, pages: list[Page], is_draft: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.pages = {page.pk: page for page in pages}
        named = [(page.pk, _name_of(page)) for page in pages]
        self.fields["page"].choices = [("", _("Choisissez…")), *named]  # type: ignore[attr-defined]
        if not pages:
            del self.fields["page"]
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                choice for choice in PhotoSet.Kind.choices if choice[0] != PhotoSet.Kind.PAGE
            ]
        explain(self.fields["kind"])

    @property
    def target(self) -> Page | None:
        """The page that exists already, if the photos go into one."""
        if self.cleaned_data.get("kind") != PhotoSet.Kind.PAGE:
            return None
        return self.pages.get(self.cleaned_data.get("page"))

    def clean(self) -> dict:
        data = self.cleaned_data
        kind = data.get("kind")
        if kind == PhotoSet.Kind.PAGE:
            self._ask("page", data, _("Choisissez la page."))
        elif kind:
            self._ask("title", data, _("Donnez un titre à la page."))
            self._ask("date", data, _("Choisissez une date."))
        if kind == PhotoSet.Kind.NEWS and not self.is_draft:
            self._ask("text", data, _("Écrivez quelques phrases, ou choisissez une galerie."))
        if kind == PhotoSet.Kind.GALLERY and len(data.get("text", "")) > 600:
            self.add_error("text", _("600 caractères au plus pour une galerie."))
        return data

    def _ask(self, name: str, data: dict, words: str) -> None:
        if not data.get(name) and name not in self.errors:
            self.add_error(name, words)


def _name_of(page: Page) -> str:
    if page.live and not page.has_unpublished_changes:
        return page.title
    return _("%(title)s (brouillon en cours)") % {"title": page.draft_title or page.title}


@dataclass
class Sheet:
    """Everything the screen asks: the set's form and each photo with its own."""

    about: SetForm
    photos: list[tuple[WaitingPhoto, PhotoForm]]

    def is_valid(self) -> bool:
        """Whether a page can be made of it: all forms are looked at, so that all errors show."""
        return all([self.about.is_valid(), *(form.is_valid() for _photo, form in self.photos)])

    @property
    def without_agreement(self) -> list[int]:
        """Places, from 1, of photos about whose people nothing was said."""
        if self.about.cleaned_data.get("people_agreed"):
            return []
        numbered = enumerate(self.photos, 1)
        return [n for n, (_p, form) in numbered if not form.cleaned_data.get("people_agreed")]


def sheet_of(
    desk: Desk, photo_set: PhotoSet | None, checked: bool = False, is_draft: bool = False
) -> Sheet:
    """The forms with what is kept; ``checked``: bound, so that they say what is wrong.

    A draft may wait for descriptions and texts.
    """
    shown = photo_set or PhotoSet(user=desk.user, site=desk.site)
    photos = list(photo_set.photos.all()) if photo_set else []
    given = _given(set_values(shown), checked)
    about = SetForm(**given, pages=targets_of(desk), is_draft=is_draft)
    return Sheet(about, [(photo, _form_of(photo, checked, is_draft)) for photo in photos])


def _form_of(photo: WaitingPhoto, checked: bool = False, is_draft: bool = False) -> PhotoForm:
    given = _given(_values(photo), checked, photo)
    return PhotoForm(prefix=prefix_of(photo), is_draft=is_draft, **given)


def prefix_of(photo: WaitingPhoto) -> str:
    return f"photo{photo.pk}"


def _given(values: dict, checked: bool, photo: WaitingPhoto | None = None) -> dict:
    if not checked:
        return {"initial": values}
    prefix = f"{prefix_of(photo)}-" if photo else ""
    return {"data": {f"{prefix}{name}": value for name, value in values.items() if value}}


def set_values(photo_set: PhotoSet) -> dict:
    """What the set's form shows: as typed, with the date that is proposed."""
    names = ("credit", "people_agreed", "kind", "title", "summary", "text")
    known = photo_set if photo_set.pk else None
    return {
        **{name: getattr(photo_set, name) for name in names},
        "page": photo_set.page_id or "",
        "date": photo_set.date or proposed_date(known).isoformat(),
    }


def _values(photo: WaitingPhoto) -> dict:
    names = ("alt", "decorative", "caption", "credit", "people_agreed")
    return {name: getattr(photo, name) for name in names}
