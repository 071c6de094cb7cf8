"""What editors decide for their whole site."""

import re

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from sites.councils.stamps import CHROME, bump

MENU_LENGTH = 7
# Browsers read "/\" and "//" as the start of a host name, and skip tabs and line ends.
_PATH = re.compile(r"/(?:[^/\\\s][^\\\s]*)?")


@register_setting(icon="cog")
class SiteSettings(ClusterableModel, BaseSiteSetting):
    """One row per site: menu, contact, the line every page carries."""

    notice = models.CharField(
        _("mention sur chaque page"),
        max_length=160,
        blank=True,
        help_text=_("Une courte mention permanente en haut de toutes les pages du site."),
    )
    contact_email = models.EmailField(
        _("adresse électronique du conseil"),
        blank=True,
        help_text=_("Une adresse du conseil, jamais une adresse personnelle."),
    )
    contact_address = models.TextField(_("où nous écrire"), blank=True, max_length=300)

    panels = [
        FieldPanel("notice"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_address")], heading=_("Contact")
        ),
        InlinePanel(
            "menu_items",
            heading=_("Menu"),
            help_text=_("Laissez vide : le menu suit alors l’ordre des pages."),
            label=_("entrée"),
            max_num=MENU_LENGTH,
        ),
        InlinePanel("social_links", heading=_("Ailleurs"), label=_("lien"), max_num=6),
    ]

    class Meta:
        verbose_name = _("réglages du site")
        verbose_name_plural = _("réglages du site")

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        bump(CHROME)


class MenuItem(Orderable):
    """An entry of the top menu: a page of the site, or a path on it such as ``/forum/``."""

    settings = ParentalKey(SiteSettings, related_name="menu_items")
    label = models.CharField(_("texte"), max_length=30, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
    )
    path = models.CharField(
        _("ou chemin"), max_length=200, blank=True, help_text=_("Par exemple « /forum/ ».")
    )

    panels = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("path")]

    def clean(self):
        super().clean()
        if bool(self.page_id) == bool(self.path):
            raise ValidationError(_("Choisissez une page ou écrivez un chemin, pas les deux."))
        if self.path and not _PATH.fullmatch(self.path):
            raise ValidationError(
                {"path": _("Un chemin commence par une seule barre : « /forum/ ».")}
            )
        if self.path and not self.label:
            raise ValidationError({"label": _("Donnez un texte à cette entrée.")})


class SocialLink(Orderable):
    settings = ParentalKey(SiteSettings, related_name="social_links")
    label = models.CharField(_("nom"), max_length=40)
    url = models.URLField(_("adresse"))

    panels = [FieldPanel("label"), FieldPanel("url")]
