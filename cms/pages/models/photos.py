"""Photos in order, each with its own alternative text and caption."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from ..sharing import SharedPageForm

DESCRIBE = _("Décrivez la photo, ou cochez « ne fait que décorer » : l’un ou l’autre.")


class Photo(Orderable):
    """A picture at its place in a page; subclasses say whose."""

    image = models.ForeignKey(
        "quartiers_pages.Picture", models.CASCADE, related_name="+", verbose_name=_("image")
    )
    alt = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("Ce que la photo montre, pour qui ne la voit pas."),
    )
    decorative = models.BooleanField(
        _("ne fait que décorer"),
        default=False,
        help_text=_("Elle n’apprend rien : qui ne la voit pas ne perd rien."),
    )
    caption = models.CharField(_("légende"), max_length=200, blank=True)

    panels = [
        FieldPanel("image"),
        FieldPanel("alt"),
        FieldPanel("decorative"),
        FieldPanel("caption"),
    ]

    class Meta(Orderable.Meta):
        abstract = True


class PhotosForm(SharedPageForm):
    """A page with photos is published when each of them is described, or said to decorate only."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_deferred_validation:  # a draft may wait for its descriptions
            return valid
        return _all_described(self.formsets["photos"]) and valid


def _all_described(photos) -> bool:
    kept = [form for form in photos.forms if form not in photos.deleted_forms]
    told = [form for form in kept if not form.errors and form.cleaned_data]  # an empty row says {}
    bare = [form for form in told if not is_described(form.cleaned_data)]
    for form in bare:
        form.add_error("alt", DESCRIBE)
    return not bare


def is_described(photo: dict) -> bool:
    """Whether there is a description, or the word that none is needed: one of the two."""
    return bool(photo.get("alt", "").strip()) != bool(photo.get("decorative"))
