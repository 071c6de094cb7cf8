"""How often somebody wants to be told, and when a digest is due."""

from datetime import datetime

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from sites.delivery import periods


class Cadence(TextChoices):
    """From nothing at all to a mail at once; every one but NEVER shows on the site too."""

    NEVER = "never", pgettext_lazy("notifications", "Rien")
    SITE = "site", pgettext_lazy("notifications", "Sur le site seulement")
    NOW = "now", pgettext_lazy("notifications", "Un courriel aussitôt")
    DAILY = "daily", pgettext_lazy("notifications", "Dans le résumé du jour")
    WEEKLY = "weekly", pgettext_lazy("notifications", "Dans le résumé de la semaine")


DIGESTS = (Cadence.DAILY, Cadence.WEEKLY)
MAILED = (Cadence.NOW, *DIGESTS)


def mail_of(cadence: str) -> str:
    """What Notice.mail holds for it: empty when no mail is wanted."""
    return cadence if cadence in MAILED else ""


def latest(cadence: Cadence, now: datetime) -> datetime:
    """The watermark of a digest: its last moment that has come, on the clocks of the install."""
    return periods.parse(settings.DIGESTS[cadence]).latest(now)
