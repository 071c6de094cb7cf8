"""What is wrong with a date of publication and one of withdrawal."""

from datetime import datetime

from django.utils.translation import gettext as _

from .words import moment


def troubles(go: datetime | None, end: datetime | None, now: datetime) -> dict[str, str]:
    """What is wrong with a date of publication and one of withdrawal, by field."""
    found = {}
    if go and go <= now:
        found["go_live_at"] = _(
            "Le %(moment)s est passé : choisissez une date à venir, ou « Publier » tout de suite."
        ) % {"moment": moment(go)}
    if end and end <= now:
        found["expire_at"] = _("Le %(moment)s est passé : choisissez une date à venir.") % {
            "moment": moment(end)
        }
    elif go and end and end <= go:
        found["expire_at"] = _(
            "La page serait retirée avant de paraître : choisissez une date après le %(moment)s."
        ) % {"moment": moment(go)}
    return found
