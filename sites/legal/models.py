"""Who put what online: what a host must be able to tell a court, and nobody else.

LCEN (loi n° 2004-575) art. 6 and décret n° 2021-1362 of 20 October 2021. Tables of their own
without a key to any other: they outlive the account, no page, screen, export or search of ours
reads them, and they can be moved to a database or given to a database role of their own.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """Somebody tried to change or remove a line that is written once."""


class LegalTrace(models.Model):
    """One contribution as it was made. Nothing of its text: only where it is found.

    ``reference`` names the thing (``forum.post:12``), ``act`` what was done to it. ``account`` is
    the number of the account; ``address`` and ``pseudonym`` are those of that moment; ``network``
    is the address of the connection (IPv4, or the /64 of a subscriber).
    """

    class Act(models.TextChoices):
        CREATED = "created", _("création")
        CHANGED = "changed", _("modification")
        DELETED = "deleted", _("suppression")
        CLOSED = "closed", _("fermeture du compte")

    reference = models.CharField(_("référence"), max_length=60, db_index=True)
    act = models.CharField(_("opération"), max_length=10, choices=Act.choices)
    at = models.DateTimeField(_("date"), db_index=True)
    host = models.CharField(_("site"), max_length=253, blank=True)
    account = models.BigIntegerField(_("numéro du compte"), db_index=True)
    address = models.CharField(_("adresse électronique"), max_length=254, db_index=True)
    pseudonym = models.CharField(_("pseudonyme"), max_length=60, db_index=True)
    network = models.CharField(_("réseau"), max_length=50, blank=True, db_index=True)

    class Meta:
        verbose_name = _("trace légale")
        verbose_name_plural = _("traces légales")
        default_permissions = ()  # no screen, so nothing to grant

    def __str__(self) -> str:
        return f"{self.reference} {self.act}"


class AppendOnlyQuerySet(models.QuerySet["LegalAccess"]):
    def update(self, **fields):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    def forget(self) -> int:
        """What the schedule does when its time is over."""
        return self._raw_delete(self.db)


class LegalAccess(models.Model):
    """One look into the traces: who, why, what for, how much was handed over. Append-only."""

    at = models.DateTimeField(_("date"), auto_now_add=True, db_index=True)
    operator = models.CharField(_("qui"), max_length=150)
    reason = models.CharField(_("motif"), max_length=500)
    asked = models.CharField(_("recherche"), max_length=300)
    found = models.PositiveIntegerField(_("lignes remises"))

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation des traces légales")
        verbose_name_plural = _("consultations des traces légales")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.operator}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly
