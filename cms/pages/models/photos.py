"""Photos in order, each with its own alternative text and caption."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Photo(Orderable):
    """A picture at its place in a page; subclasses say whose."""

    image = models.ForeignKey(
        "quartiers_pages.Picture", models.CASCADE, related_name="+", verbose_name=_("image")
    )
    alt = models.CharField(
        _("description"),
        max_length=200,
        help_text=_("Ce que la photo montre, pour qui ne la voit pas."),
    )
    caption = models.CharField(_("légende"), max_length=200, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        abstract = True
