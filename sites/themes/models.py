"""Installed themes, what each site wears, and who changed it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .manifest import number_of


class Release(models.Model):
    """One version of a theme as it was installed; never changed afterwards.

    ``digest`` is the SHA-256 of its files and names its package in the file storage. ``parent`` is
    the release it was installed on, so that an upgrade of the parent changes nothing here; None
    stands for the base theme.
    """

    slug = models.SlugField(_("identifiant"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    name = models.CharField(_("nom"), max_length=300)
    digest = models.CharField(_("empreinte"), max_length=64, unique=True, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    manifest = models.JSONField(_("theme.json"))
    report = models.JSONField(_("contrôle"), default=list)
    checked_with = models.CharField(max_length=64, blank=True)  # the product it was checked against
    picture = models.CharField(_("image"), max_length=200, blank=True)  # an address in the pool
    installed_at = models.DateTimeField(_("installé le"), auto_now_add=True)
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("thème installé")
        verbose_name_plural = _("thèmes installés")
        ordering = ["name", "-installed_at"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="quartiers_theme_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def number(self) -> tuple[int, ...]:
        """The version as numbers that compare."""
        return number_of(self.version)


class Upload(models.Model):
    """A package that somebody sent and has not installed: only they see it, for a day at most.

    ``digest`` is the one of its files; ``report`` is what was found when it came.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(_("empreinte"), max_length=64)
    filename = models.CharField(_("fichier"), max_length=100)
    name = models.CharField(_("nom"), max_length=300, blank=True)
    version = models.CharField(_("version"), max_length=20, blank=True)
    report = models.JSONField(_("contrôle"), default=list)
    at = models.DateTimeField(_("déposé le"))

    class Meta:
        verbose_name = _("thème déposé")
        verbose_name_plural = _("thèmes déposés")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="quartiers_theme_upload_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip() or self.filename


class Look(models.Model):
    """What a site wears; no row, or no release, means the base theme.

    ``differences`` are the tokens that the site changed: see stack.Stack.
    """

    site = models.OneToOneField(Site, models.CASCADE, related_name="look", verbose_name=_("site"))
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, blank=True, related_name="looks"
    )
    differences = models.JSONField(_("réglages"), default=dict)

    class Meta:
        verbose_name = _("apparence")
        verbose_name_plural = _("apparences")

    def __str__(self) -> str:
        return f"{self.site}: {self.release or '–'}"


class Change(models.Model):
    """One line of the log: who changed what a site wears, when, from what to what. Append-only.

    ``undoes`` is the change that a rollback took back.
    """

    class Kind(models.TextChoices):
        ACTIVATION = "activation", _("changement de thème")
        SETTINGS = "settings", _("réglages")
        ROLLBACK = "rollback", _("retour en arrière")

    site = models.ForeignKey(Site, models.CASCADE, related_name="look_changes")
    kind = models.CharField(_("quoi"), max_length=12, choices=Kind.choices)
    before = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    differences_before = models.JSONField(default=dict)
    differences_after = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    at = models.DateTimeField(_("quand"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("qui"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("changement d’apparence")
        verbose_name_plural = _("changements d’apparence")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.site}: {self.before or '–'} → {self.after or '–'}"
