"""How long a suspension may last: whole days, to the same hour on the clock of Paris."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHOICES = (
    ("1", _("1 jour")),
    ("3", _("3 jours")),
    ("7", _("7 jours")),
    ("14", _("14 jours")),
    ("30", _("30 jours")),
    ("90", _("90 jours")),
    ("180", _("180 jours")),
    ("365", _("1 an")),
    ("", _("Jusqu’à ce qu’on la lève")),
)
APPEALS = timedelta(days=184)  # DSA, art. 20 (1): at least six months, whichever they are


def end_after(days: int | None, start: datetime) -> datetime | None:
    """The end of ``days`` from ``start``; None for no end.

    Days of the calendar: from 18 h to 18 h, also when one of them has 23 or 25 hours. An hour that
    does not exist that day is taken one hour later.
    """
    if days is None:
        return None
    # Adding to a local time leaves its hour alone; UTC settles an hour that is not there. In UTC
    # also because an hour that comes twice equals nothing in another zone (PEP 495).
    return (timezone.localtime(start) + timedelta(days=days)).astimezone(UTC)
