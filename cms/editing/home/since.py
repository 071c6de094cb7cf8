"""Moments as people say them, beside a line of a list."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MONTH = 30.4  # days
LONG_IN_DAYS = 60  # above, people count in months


def since(moment: datetime, now: datetime | None = None) -> str:
    """« aujourd’hui », « hier », « il y a 5 jours », « il y a 14 mois »."""
    days = _days(moment, now or timezone.now())
    if days <= 0:
        return _("aujourd’hui")
    if days == 1:
        return _("hier")
    if days < LONG_IN_DAYS:
        return _("il y a %(n)s jours") % {"n": days}
    return _("il y a %(n)s mois") % {"n": round(days / MONTH)}


def lasting(moment: datetime, now: datetime | None = None) -> str:
    """« 5 jours », « 14 mois »: how long it has been so."""
    days = max(_days(moment, now or timezone.now()), 0)
    if days < LONG_IN_DAYS:
        return ngettext("%(n)s jour", "%(n)s jours", days) % {"n": days}
    return _("%(n)s mois") % {"n": round(days / MONTH)}


def day(of: date) -> str:
    """« 3 novembre », with the year when it is another one."""
    same_year = of.year == timezone.localdate().year
    return date_format(of, "j F" if same_year else "j F Y")


def _days(moment: datetime, now: datetime) -> int:
    gap: timedelta = timezone.localtime(now).date() - timezone.localtime(moment).date()
    return gap.days
