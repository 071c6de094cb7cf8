"""What the law wants a site to say of itself, as fields of its settings; each is typed once.

LCEN (loi n° 2004-575), article 1-1 since the loi SREN of 2024: publisher, director, host. RGPD,
article 13: controller, delegate, contact. Décret n° 2019-768: the declaration of accessibility,
whose imposed form asks who audited what, when, and what was found.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

AUDIT = ("audit_date", "audit_by", "audit_rate")


class LegalFacts(models.Model):
    """Fields of a site's settings. What a council leaves empty is taken from the portal, where
    that makes sense (cms/pages/legal_facts.py); an audit is always of one site.
    """

    publisher_name = models.CharField(
        _("éditeur du site"),
        max_length=200,
        blank=True,
        help_text=_("La structure qui publie : la mairie, une association. Jamais une personne."),
    )
    publisher_address = models.TextField(_("son adresse"), max_length=300, blank=True)
    publisher_phone = models.CharField(
        _("son téléphone"),
        max_length=30,
        blank=True,
        help_text=_("Celui de la structure, jamais celui d’une personne."),
    )
    director = models.CharField(
        _("direction de la publication"),
        max_length=160,
        blank=True,
        help_text=_(
            "Le nom et la fonction de la personne qui répond de ce qui est publié, "
            "par exemple « Awa Diallo, présidente »."
        ),
    )
    hosting_name = models.CharField(_("hébergeur"), max_length=200, blank=True)
    hosting_address = models.TextField(_("adresse de l’hébergeur"), max_length=300, blank=True)
    hosting_phone = models.CharField(_("téléphone de l’hébergeur"), max_length=30, blank=True)

    controller = models.CharField(
        _("responsable du traitement"),
        max_length=200,
        blank=True,
        help_text=_("La structure qui répond des données. Vide : l’éditeur du site."),
    )
    privacy_email = models.EmailField(
        _("à qui écrire pour ses données"),
        blank=True,
        help_text=_("Vide : l’adresse électronique du conseil."),
    )
    dpo = models.CharField(
        _("délégation à la protection des données"),
        max_length=200,
        blank=True,
        help_text=_(
            "Son nom ou son service, et comment lui écrire : une mairie en a toujours une. "
            "S’il n’y en a pas, écrivez « aucune »."
        ),
    )

    audit_date = models.DateField(
        _("date de l’audit"),
        null=True,
        blank=True,
        help_text=_(
            "Sans audit, ou trois ans après, le site est déclaré non conforme : c’est la règle."
        ),
    )
    audit_by = models.CharField(_("réalisé par"), max_length=200, blank=True)
    audit_rate = models.DecimalField(
        _("critères respectés (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("Le taux écrit dans le rapport d’audit, par exemple 74,5."),
    )
    audit_scope = models.TextField(
        _("pages vérifiées"), max_length=1000, blank=True, help_text=_("Une par ligne.")
    )
    audit_tools = models.TextField(
        _("avec quoi"),
        max_length=600,
        blank=True,
        help_text=_("Navigateurs, lecteurs d’écran, outils : un par ligne."),
    )
    nonconformities = models.TextField(
        _("ce qui n’est pas accessible"),
        max_length=4000,
        blank=True,
        help_text=_("Ce que l’audit a trouvé et qui n’est pas encore corrigé : un par ligne."),
    )
    derogations = models.TextField(
        _("dérogations"),
        max_length=2000,
        blank=True,
        help_text=_("Ce qui coûterait trop, avec la raison et ce que l’on propose à la place."),
    )
    exemptions = models.TextField(
        _("contenus non soumis à l’obligation"),
        max_length=2000,
        blank=True,
        help_text=_("Par exemple des fichiers publiés avant le 23 septembre 2018."),
    )
    accessibility_plan = models.URLField(
        _("schéma pluriannuel d’accessibilité"),
        blank=True,
        help_text=_("L’adresse du document, en https:// ; la mairie en publie un."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(audit_rate=None) | Q(audit_rate__range=(0, 100)),
                name="quartiers_audit_rate_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(audit_date=None, audit_rate=None, audit_by="")
                | (Q(audit_date__isnull=False, audit_rate__isnull=False) & ~Q(audit_by="")),
                name="quartiers_audit_is_whole",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        faults = self._audit_faults()
        if faults:
            raise ValidationError(faults)

    def _audit_faults(self) -> dict[str, str]:
        told = [name for name in AUDIT if getattr(self, name) not in (None, "")]
        if not told:
            return {}
        words = _("Un audit a une date, un auteur et un taux : complétez, ou videz les trois.")
        faults = {name: words for name in AUDIT if name not in told}
        if self.audit_date and self.audit_date > timezone.localdate():
            faults["audit_date"] = _("Cette date n’est pas encore passée.")
        if self.audit_rate is not None and self.audit_rate < 100 and not self.nonconformities:
            faults["nonconformities"] = _("Écrivez ce que l’audit a trouvé.")
        return faults
