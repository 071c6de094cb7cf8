"""Whether a meeting takes proposals for its agenda, and until when."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

USUAL_DAYS = 15  # before the meeting: the last day, when nobody wrote another deadline


class Proposing(models.Model):
    """What a meeting says of proposals. They are taken in ``[publication, proposals_close_at)``."""

    takes_proposals = models.BooleanField(
        _("les habitants peuvent proposer des points"),
        default=True,
        help_text=_("La page de la séance et l’accueil offrent alors « Proposer un point »."),
    )
    proposals_until = models.DateTimeField(
        _("jusqu’à quand"),
        null=True,
        blank=True,
        help_text=_("Vide : quinze jours avant la séance, à la fin de la journée."),
    )

    proposing_panel = MultiFieldPanel(
        [FieldPanel("takes_proposals"), FieldPanel("proposals_until")],
        heading=_("Propositions des habitants"),
        classname="collapsed",
    )

    class Meta:
        abstract = True

    @property
    def proposals_close_at(self) -> datetime | None:
        """When the last proposal may have come; None for a meeting that takes none.

        What is written may stand after a start that was brought forward: nobody proposes to a
        meeting that has begun.
        """
        starts_at: datetime | None = self.starts_at  # type: ignore[attr-defined]
        called_off = self.is_cancelled or self.waits_for_a_date  # type: ignore[attr-defined]
        if not self.takes_proposals or starts_at is None or called_off:
            return None
        return min(self.proposals_until or usual_deadline(starts_at), starts_at)

    def deadline_errors(self) -> dict:
        """What is wrong with the deadline, by field."""
        starts_at: datetime | None = self.starts_at  # type: ignore[attr-defined]
        if not (starts_at and self.proposals_until and self.proposals_until >= starts_at):
            return {}
        words = _("Les propositions s’arrêtent avant le début de la séance : avancez ce moment.")
        return {"proposals_until": words}


def usual_deadline(starts_at: datetime) -> datetime:
    """The midnight that ends the fifteenth day before a meeting."""
    last_day = timezone.localdate(starts_at) - timedelta(days=USUAL_DAYS)
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
