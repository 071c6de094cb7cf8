"""What somebody who reports fills in: a reason, and whatever else they want to say."""

from urllib.parse import SplitResult, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sites.accounts import addresses as mail_addresses
from sites.delivery.forms import ADDRESS
from sites.delivery.guarded import GuardedForm
from sites.moderation.addresses import LONGEST, host_of
from sites.moderation.models.report import LONGEST_NOTICE, LONGEST_REPORT, OTHER, REASONS


class Words(forms.CharField):
    """A text that the browser never cuts; ``most`` characters are taken, line ends count once."""

    widget = forms.Textarea

    def __init__(self, *, most: int, **kwargs):
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value):
        text = super().clean(value).replace("\r\n", "\n")
        if len(text) > self.most:
            raise ValidationError(
                _now("Votre texte compte %(n)d caractères : raccourcissez-le à %(most)d."),
                params={"n": len(text), "most": self.most},
            )
        return text


def _address(text: str) -> str:
    address = mail_addresses.tidy_or_none(text)
    if text and not address:
        raise ValidationError(ADDRESS, code="invalid")
    return address


class ReportForm(GuardedForm):
    """``is_known``: the person has an account, which says where to answer."""

    use_required_attribute = False

    motif = forms.ChoiceField(
        label=_("La règle qui n’est pas respectée"), choices=REASONS, widget=forms.RadioSelect
    )
    texte = Words(
        label=_("En quelques mots"),
        most=LONGEST_REPORT,
        required=False,
        help_text=_(
            "Ce qui aidera la modération à comprendre. L’auteur du message ne le lira pas."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    courriel = forms.EmailField(
        label=_("Votre adresse électronique"),
        required=False,
        help_text=_("Pour vous dire ce que nous décidons. Elle n’est jamais publiée."),
    )

    def __init__(self, *args, is_known: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motif"].error_messages["required"] = _now(
            "Choisissez une règle, ou « Autre chose »."
        )
        if is_known:
            del self.fields["courriel"]

    def clean_courriel(self) -> str:
        return _address(self.cleaned_data["courriel"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("motif") == OTHER and "texte" in cleaned and not cleaned["texte"]:
            self.add_error("texte", _now("Dites en quelques mots ce qui ne va pas."))
        return cleaned


class NoticeForm(GuardedForm):
    """A notice of the law: what DSA, art. 16 (2) asks for, and nothing more."""

    use_required_attribute = False

    adresse = forms.CharField(
        label=_("L’adresse exacte du contenu"),
        help_text=_(
            "Copiez-la dans la barre du navigateur. Pour un message du forum, prenez le lien de "
            "son numéro : « n° 12 »."
        ),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    texte = Words(
        label=_("Pourquoi ce contenu est illicite"),
        most=LONGEST_NOTICE,
        help_text=_("Ce qu’il dit ou montre, et ce que la loi interdit, avec vos mots."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    nom = forms.CharField(
        label=_("Votre nom, ou celui de votre organisme"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    courriel = forms.EmailField(
        label=_("Votre adresse électronique"),
        required=False,
        help_text=_("Pour accuser réception, et vous dire ce que nous décidons."),
    )
    dispense = forms.BooleanField(
        label=_("Il s’agit d’abus sexuels sur des enfants : je peux taire mon nom et mon adresse"),
        required=False,
    )
    bonne_foi = forms.BooleanField(
        label=_(
            "Je suis de bonne foi : à ma connaissance, ce que j’écris ici est exact et complet"
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bonne_foi"].error_messages["required"] = _now(
            "Cochez cette case : la loi demande de le déclarer."
        )

    def clean_adresse(self) -> SplitResult:
        text = self.cleaned_data["adresse"].strip()
        try:
            url = urlsplit(text if "://" in text else f"https://{text}")
            host = host_of(url)
        except ValueError:
            host = None
        if host is None:
            raise ValidationError(_now("Cette adresse n’est pas celle d’une page de nos sites."))
        if len(text) > LONGEST:
            raise ValidationError(_now("Cette adresse est trop longue : ôtez ce qui suit « ? »."))
        return url

    def clean_courriel(self) -> str:
        return _address(self.cleaned_data["courriel"])

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("dispense"):
            for name in ("nom", "courriel"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(
                        name, _now("Remplissez ce champ, sauf dans le cas prévu plus bas.")
                    )
        return cleaned
