"""Forms that nobody sends: every kind of field, at rest and with everything wrong."""

from django import forms
from django.contrib.auth.models import AnonymousUser

from cms.pages.models import FormField, FormPage
from sites.delivery.forms import explain

HOURS = [
    ("matin", "Samedi matin"),
    ("midi", "Samedi après-midi"),
    ("soir", "Dimanche, toute la journée"),
]
NO_TYPE = 1  # Wagtail looks up what type a page is unless one is given


class EveryField(forms.Form):
    """One field of each kind that templates/components/field.html tells apart."""

    use_required_attribute = False

    name = forms.CharField(label="Prénom et nom")
    address = forms.EmailField(label="Adresse électronique", help_text="Pour vous répondre.")
    topic = forms.ChoiceField(label="Objet", choices=[("", "Choisissez"), ("velo", "Vélo")])
    hours = forms.MultipleChoiceField(
        label="Quand pouvez-vous venir ?",
        choices=HOURS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Plusieurs réponses possibles.",
    )
    age = forms.ChoiceField(label="Vous avez", choices=HOURS[:2], widget=forms.RadioSelect)
    count = forms.IntegerField(label="Combien de personnes ?", min_value=1, max_value=9)
    day = forms.DateField(label="Le", widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(
        label="Votre message",
        required=False,
        help_text="Dites où, quand, et ce que vous proposez : une photo de la rue aide souvent.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    code = forms.CharField(label="Numéro de dossier", disabled=True, initial="2026-0142")
    agreed = forms.BooleanField(label="J’accepte que mon message soit lu en séance")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            explain(field)


def wrong() -> EveryField:
    """Sent with nothing right in it."""
    form = EveryField({"address": "lilas@", "count": "beaucoup", "day": "demain"})
    form.is_valid()
    return form


def contact_page() -> FormPage:
    page = FormPage(
        title="Écrire à l’équipe",
        intro="Une question, une idée, un problème dans votre rue : écrivez-nous.",
        purpose="répondre à votre message",
        content_type_id=NO_TYPE,
    )
    asked = [
        ("Prénom et nom", "nom", "singleline", False),
        ("Adresse électronique", "adresse", "email", True),
        ("Votre message", "message", "multiline", True),
    ]
    page.form_fields = [
        FormField(sort_order=n, label=label, clean_name=name, field_type=kind, required=needed)
        for n, (label, name, kind, needed) in enumerate(asked)
    ]
    return page


def contact_form(page: FormPage, data: dict | None = None):
    """The form of ``page``, checked when there is something to check."""
    sent = [] if data is None else [data]
    form = page.get_form(*sent, page=page, user=AnonymousUser())
    if data is not None:
        form.is_valid()
    return form
