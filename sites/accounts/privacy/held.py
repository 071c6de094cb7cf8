"""The table of data held, as the page « données personnelles » shows it: from what apps declare."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .registry import Holding, holdings

BASES = {  # RGPD, article 6.1
    "a": gettext_lazy("votre consentement"),
    "b": gettext_lazy("le service que vous demandez en ouvrant un compte"),
    "c": gettext_lazy("une obligation légale"),
    "e": gettext_lazy("la mission d’intérêt public des conseils de quartier"),
}


@dataclass(frozen=True)
class Held:
    """One line: what, why, on what legal basis, how long. All words."""

    name: str
    purpose: str
    basis: str
    kept: str


def held() -> list[Held]:
    """Every kind of data held of people, in the order of the registry."""
    return [_line(one) for one in holdings() if one.is_shown]


def _line(one: Holding) -> Held:
    entry = settings.RETENTION[one.retention]
    kept = str(one.kept) % {"time": duration(entry["days"])}
    return Held(str(one.name), str(one.purpose), str(BASES[entry["basis"]]), kept)


def duration(days: int | None) -> str:
    """« 14 jours », « 12 mois », « 2 ans »: the largest unit that says it exactly."""
    if days is None:
        return ""
    if days == 365:
        return _("un an")
    if days % 365 == 0:
        return ngettext("%(n)d an", "%(n)d ans", days // 365) % {"n": days // 365}
    return ngettext("%(n)d jour", "%(n)d jours", days) % {"n": days}
