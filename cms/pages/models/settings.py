"""What editors decide for their whole site."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from sites.councils.stamps import CHROME, bump

from ..social import name_of_network
from .legal_facts import LegalFacts

MENU_LENGTH = 7
AGENDA_DAYS, MOST_AGENDA_DAYS = 10, 60  # good practice, not law
NOT_HERE = _("Choisissez une page de votre site.")  # without a title: it may be a secret
# Browsers read "/\" and "//" as the start of a host name, and skip tabs and line ends.
_PATH = re.compile(r"/(?:[^/\\\s][^\\\s]*)?")


@register_setting(icon="cog")
class SiteSettings(LegalFacts, ClusterableModel, BaseSiteSetting):
    """One row per site: identity, contact, menu, legal facts, the line every page carries.

    The form is cms/editing/site/settings_form.py.
    """

    tagline = models.CharField(
        _("en une phrase"),
        max_length=120,
        blank=True,
        help_text=_("Ce qu’est votre quartier, au bas de chaque page. Facultatif."),
    )
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
    opening_hours = models.CharField(
        _("permanences"),
        max_length=160,
        blank=True,
        help_text=_(
            "Quand on peut vous rencontrer : « le premier mardi du mois, de 18 h à 20 h »."
        ),
    )
    agenda_days = models.PositiveSmallIntegerField(
        _("ordre du jour en ligne, en jours avant la séance"),
        default=AGENDA_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_AGENDA_DAYS)],
        help_text=_(
            "Votre règle. La première page de l’administration le rappelle à temps, et le "
            "formulaire prévient s’il paraît plus tard."
        ),
    )
    first_hour_closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(LegalFacts.Meta):
        abstract = False
        verbose_name = _("réglages du site")
        verbose_name_plural = _("réglages du site")

    @transaction.atomic
    def save(self, *args, **kwargs):
        from .. import publishing

        super().save(*args, **kwargs)
        publishing.pages_changed(self._written_from_here())
        bump(CHROME)

    def _written_from_here(self):
        """Keys of the pages written from these settings; from the portal's, those of all sites."""
        from ..legal_facts import NEEDED
        from .standard import LegalPage

        pages = LegalPage.objects.filter(is_fixed=True, slug__in=NEEDED)
        if not hasattr(self.site, "portal"):
            pages = pages.descendant_of(self.site.root_page)
        return list(pages.values_list("pk", flat=True))


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
        if self.page_id and not self._is_on_own_site():
            raise ValidationError({"page": NOT_HERE})
        if self.path and not _PATH.fullmatch(self.path):
            raise ValidationError(
                {"path": _("Un chemin commence par une seule barre : « /forum/ ».")}
            )
        if self.path and not self.label:
            raise ValidationError({"label": _("Donnez un texte à cette entrée.")})

    def _is_on_own_site(self) -> bool:
        """Whether the page lies on the site of these settings (known once they are at hand)."""
        if not self.settings_id:
            return True
        home = self.settings.site.root_page
        return (
            type(home).objects.descendant_of(home, inclusive=True).filter(pk=self.page_id).exists()
        )


class SocialLink(Orderable):
    """Where else the council writes; the name of a known network need not be typed."""

    settings = ParentalKey(SiteSettings, related_name="social_links")
    label = models.CharField(
        _("nom"),
        max_length=40,
        blank=True,
        help_text=_("Vide : le nom du réseau, s’il est connu."),
    )
    url = models.URLField(_("adresse"), help_text=_("En https://, copiée depuis le navigateur."))

    panels = [FieldPanel("url"), FieldPanel("label")]

    def clean(self):
        super().clean()
        if not self.url:
            return
        if urlsplit(self.url).scheme != "https":
            raise ValidationError({"url": _("Une adresse commence par « https:// ».")})
        self.label = self.label or name_of_network(self.url)
        if not self.label:
            raise ValidationError({"label": _("Donnez un nom à ce lien.")})
