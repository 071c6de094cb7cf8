"""A redirect as a volunteer writes it: from where, to where."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from sites.delivery.forms import explain

from . import checking


class RedirectForm(forms.Form):
    """Both addresses are checked against what the site answers today; the site is given."""

    ancienne = forms.CharField(
        label=gettext_lazy("Ancienne adresse"),
        max_length=1000,
        help_text=gettext_lazy(
            "Celle qui ne répond plus, par exemple « /reunions/ », ou copiée en entier depuis le "
            "navigateur."
        ),
    )
    page = forms.ModelChoiceField(
        label=gettext_lazy("Mène à la page"),
        queryset=Page.objects.none(),
        required=False,
        help_text=gettext_lazy("Une page publiée, de votre site ou d’un autre conseil."),
        error_messages={"invalid_choice": gettext_lazy("Choisissez une page publiée.")},
    )
    chemin = forms.CharField(
        label=gettext_lazy("Ou à cette adresse de votre site"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Par exemple « /forum/ »."),
    )

    def __init__(self, site: Site, redirect: Redirect | None, *args, **kwargs):
        self.site, self.redirect = site, redirect
        super().__init__(*args, **kwargs)
        field = self.fields["page"]
        field.queryset = Page.objects.filter(publication__isnull=False)  # type: ignore[attr-defined]
        field.widget = AdminPageChooser()
        explain(self.fields["ancienne"])

    def clean_ancienne(self) -> str:
        path = checking.path_of(self.cleaned_data["ancienne"], self.site)
        return checking.check_old(path, self.site, self.redirect)

    def clean_page(self) -> Page | None:
        page = self.cleaned_data["page"]
        return checking.check_page(page) if page else None

    def clean_chemin(self) -> checking.Place | None:
        text = self.cleaned_data["chemin"]
        if not text:
            return None
        path = checking.path_of(text, self.site)
        return checking.check_target(path, self.cleaned_data.get("ancienne", ""), self.site)

    def clean(self) -> dict:
        data = self.cleaned_data
        if "page" in self.errors:  # the chooser would show the title of what was posted
            self.data = {name: self.data.get(name) for name in self.data} | {"page": ""}
        if not ({"page", "chemin"} & set(self.errors)):
            if bool(data.get("page")) == bool(data.get("chemin")):
                words = _("Choisissez une page ou écrivez une adresse, pas les deux.")
                raise ValidationError(words)
        return data

    @property
    def target(self) -> dict:
        """What the redirect's row says of where it leads."""
        place = self.cleaned_data.get("chemin")
        page = self.cleaned_data.get("page") or (place and place.page)
        link = "" if page else f"{self.site.root_url}{place.path}"
        return {"redirect_page": page, "redirect_link": link}
