"""What an administrator types of a council: a new one, or the facts of one that exists."""

import json

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.councils import perimeters
from sites.councils.addresses import check_free, host_name
from sites.councils.hosts import table
from sites.councils.models import Council, code_validator
from sites.councils.names import slug_of
from sites.councils.onboarding import CouncilData, check_code, check_name, free_code
from sites.delivery.forms import explain
from sites.themes.admin import showing
from sites.themes.models import Release

from .making import Order

DEFAULT_PORT = 80  # of an install without a portal
LARGEST = 2_000_000  # bytes of a perimeter, which the form carries from the preview to the making
FIELDS = {  # of the model and the service, by those of the form
    "name": "nom",
    "slug": "identifiant",
    "host": "adresse",
    "code": "code",
    "city_number": "numero",
    "area": "superficie",
    "perimeter": "perimetre",
    "perimeter_credit": "source",
}


class FactsForm(forms.Form):
    """What can be said of any council: its name, its number, where it lies."""

    nom = forms.CharField(
        label=gettext_lazy("Nom du conseil"),
        max_length=120,
        help_text=gettext_lazy("En entier, par exemple « Louis Blanc – Aqueduc »."),
    )
    numero = forms.CharField(
        label=gettext_lazy("Numéro de la ville"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Celui de ses fichiers, par exemple « 042 »."),
    )
    superficie = forms.DecimalField(
        label=gettext_lazy("Superficie (ha)"),
        max_digits=6,
        decimal_places=1,
        min_value=0,
        required=False,
        localize=True,
    )
    perimetre = forms.FileField(
        label=gettext_lazy("Périmètre"),
        required=False,
        help_text=gettext_lazy("Un fichier GeoJSON. Sans lui, le conseil n’a pas d’emblème."),
    )
    contour = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(
        label=gettext_lazy("Source du périmètre"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("À citer au bas des pages. Vide : celle que nomme le fichier."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["nom"])

    def clean_contour(self) -> dict | None:
        """A perimeter that an earlier step of this form read from its file."""
        text = self.cleaned_data["contour"]
        if not text:
            return None
        try:
            geometry = json.loads(text)
            perimeters.validate(geometry)
        except (ValueError, RecursionError, ValidationError):
            return None  # it was ours; somebody else's is no perimeter
        return geometry

    def clean_perimetre(self):
        file = self.cleaned_data["perimetre"]
        if file and file.size > LARGEST:
            raise ValidationError(_("Ce fichier est trop gros : deux mégaoctets au plus."))
        return file

    def clean(self) -> dict:
        data = self.cleaned_data
        geometry, credit = data.get("contour"), ""
        if file := data.get("perimetre"):
            try:
                number = data.get("numero", "")
                geometry, credit = perimeters.read_one(file.read(), data.get("nom", ""), number)
            except ValidationError as error:
                self.add_error("perimetre", error)
                return data
        data["source"] = data.get("source") or credit
        if geometry and not data["source"]:
            self.add_error("source", _("Le fichier ne nomme pas sa source : écrivez-la."))
        data["geometry"] = geometry
        return data

    def tell(self, error: ValidationError) -> None:
        """Put what the service refused beside the field it speaks of."""
        if hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self._put(name, errors)
        else:
            for one in error.error_list:
                self._put(one.code, [one])

    def _put(self, name: str | None, errors: list[ValidationError]) -> None:
        field = FIELDS.get(name or "")
        place = field if field in self.fields else None
        self.add_error(place if name != NON_FIELD_ERRORS else None, errors)


class NewCouncilForm(FactsForm):
    """A new council. What is left empty is proposed from its name, and shown before it is made."""

    identifiant = forms.SlugField(
        label=gettext_lazy("Identifiant"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Le nom en minuscules, sans accent. Vide : tiré du nom."),
        error_messages={
            "invalid": gettext_lazy("Des lettres sans accent, des chiffres et des tirets.")
        },
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        required=False,
        validators=[code_validator],
        help_text=gettext_lazy("Deux à douze lettres, par exemple « lba ». Vide : ses initiales."),
    )
    adresse = forms.CharField(
        label=gettext_lazy("Adresse du site"),
        max_length=255,
        required=False,
        help_text=gettext_lazy(
            "Le nom d’hôte seul, par exemple « lba.exemple.fr ». Vide : le code devant l’adresse "
            "du portail."
        ),
    )
    theme = forms.ChoiceField(label=gettext_lazy("Thème à porter"), required=False)
    responsables = forms.CharField(
        label=gettext_lazy("Premières personnes responsables"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Une adresse électronique par ligne, deux de préférence. Chacune reçoit une invitation "
            "dès que le conseil est créé."
        ),
    )
    field_order = [
        *("nom", "identifiant", "code", "adresse", "theme", "responsables"),
        *("numero", "superficie", "perimetre", "source"),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cards = {card.key: card for card in _themes()}
        choices = [("" if not card.release else key, str(card)) for key, card in self.cards.items()]
        self.fields["theme"].choices = choices

    def clean_responsables(self) -> str:
        """One address a line, each once."""
        words = self.cleaned_data["responsables"].replace(",", " ").replace(";", " ").split()
        for word in words:
            try:
                validate_email(word)
            except ValidationError as error:
                message = _("« %(address)s » n’est pas une adresse électronique.")
                raise ValidationError(message % {"address": word}) from error
        return "\n".join(dict.fromkeys(words))

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("nom"):
            return data
        known = Council.objects.filter(slug=data.get("identifiant") or slug_of(data["nom"])).first()
        if "identifiant" not in self.errors:
            data["identifiant"] = data.get("identifiant") or slug_of(data["nom"])
        if "code" not in self.errors and data.get("identifiant"):
            own = known.code if known else free_code(data["identifiant"])
            data["code"] = data.get("code") or own
        portal = table().portal
        if portal and data.get("code") and not data.get("adresse"):
            data["adresse"] = f"{data['code']}.{portal.site.hostname}"
        if not data.get("adresse"):
            self.add_error("adresse", _("Écrivez l’adresse du site."))
        elif not known:
            self._check_names(data)
        return data

    def _check_names(self, data: dict) -> None:
        """The service stops at the first thing that is taken; who types is told of all of them."""
        port = table().portal.site.port if table().portal else DEFAULT_PORT
        checks = (
            lambda: check_name(data["nom"]),
            lambda: check_code(data.get("code", "")),
            lambda: check_free(host_name(data["adresse"]), port),
        )
        for check in checks:
            try:
                check()
            except ValidationError as error:
                self.tell(error)

    @property
    def order(self) -> Order:
        data = self.cleaned_data
        last = Council.objects.order_by("-position").values_list("position", flat=True).first()
        council = CouncilData(
            name=data["nom"],
            slug=data["identifiant"],
            host=data["adresse"],
            code=data["code"],
            city_number=data["numero"],
            area=data["superficie"],
            perimeter=data["geometry"],
            perimeter_credit=data["source"],
            position=0 if last is None else last + 1,
        )
        return Order(council, self.release, tuple(data["responsables"].split()))

    @property
    def release(self) -> Release | None:
        card = self.cards.get(self.cleaned_data.get("theme", ""))
        return card.release if card else None

    @property
    def key(self) -> str:
        """What a preview was of: another name or address needs another look."""
        names = ("nom", "identifiant", "code", "adresse", "theme", "responsables")
        return json.dumps([str(self.cleaned_data[name]) for name in names])

    def filled(self) -> "NewCouncilForm":
        """The same form with what was proposed and read, ready to be sent again."""
        data = self.cleaned_data
        told = {
            name: data.get(name) for name in self.fields if name not in ("perimetre", "contour")
        }
        geometry = data.get("geometry")
        return NewCouncilForm(initial=told | {"contour": json.dumps(geometry) if geometry else ""})


def _themes() -> list[showing.Card]:
    """The base theme first, then what may be worn."""
    return [showing.Card(None), *showing.choice(showing.Card(None))]
