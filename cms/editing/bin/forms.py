"""What one chooses to restore a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sites.delivery.forms import explain

from .models import Entry
from .restoring import Plan

ONLINE, DRAFT = "en-ligne", "brouillon"


class RestoreForm(forms.Form):
    """How it comes back; its new address when the old one is taken."""

    etat = forms.ChoiceField(label=_("Comment ?"), widget=forms.RadioSelect)
    adresse = forms.CharField(label=_("Fin de sa nouvelle adresse"), max_length=255)

    def __init__(self, entry: Entry, plan: Plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if plan.may_go_online:
            words = _("Remettre en ligne") if entry.was_live else _("Remettre, avec sa date prévue")
            choices = [(ONLINE, words), (DRAFT, _("Remettre en brouillon"))]
            self.fields["etat"].choices = choices  # type: ignore[attr-defined]
            self.fields["etat"].initial = ONLINE
        else:
            del self.fields["etat"]
        if plan.is_slug_taken:
            self.fields["adresse"].initial = plan.slug
            self.fields["adresse"].help_text = _(
                "« %(slug)s » est pris par une autre page ; nous proposons celle-ci."
            ) % {"slug": entry.slug}
        else:
            del self.fields["adresse"]
        for name in self.fields:
            explain(self.fields[name])

    @property
    def online(self) -> bool:
        return self.cleaned_data.get("etat") == ONLINE

    @property
    def slug(self) -> str:
        return self.cleaned_data.get("adresse", "")
