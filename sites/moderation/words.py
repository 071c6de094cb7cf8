"""Suspensions in words: where, until when, why."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.councils.models import Council

from . import charter
from .sanctions import Sanction


def moment(at: datetime) -> str:
    """« 3 décembre 2026 à 18 h 05 », on the clock of Paris."""
    local = timezone.localtime(at)
    return _("%(day)s à %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "G\xa0\\h\xa0i"),
    }


def until(ends_at: datetime | None) -> str:
    """« jusqu’au … », or that it has no end."""
    if ends_at is None:
        return _("jusqu’à ce qu’elle soit levée")
    return _("jusqu’au %(moment)s") % {"moment": moment(ends_at)}


def place(council: Council | None) -> str:
    """Where one is suspended."""
    if council is None:
        return _("sur tous les sites")
    return _("dans le conseil « %(name)s »") % {"name": council.name}


def notice(sanction: Sanction) -> SafeString:
    """For the person, where they would write: why they cannot, until when, what they can do."""
    where = _("partout") if sanction.council_id is None else _("dans ce conseil")
    told = _(
        "Votre participation %(where)s est suspendue %(until)s. Règle de la charte : %(rule)s"
    ) % {
        "where": where,
        "until": until(sanction.ends_at),
        "rule": charter.text_of(sanction.rule),
    }
    link = _("Lire la décision ou la contester")
    return format_html('{} <a href="{}">{}</a>', told, reverse("suspensions:own"), link)


# Who reported, to moderators: what kind of person, never which one.
REGULAR = gettext_lazy("Une personne qui participe régulièrement")
KNOWN = gettext_lazy("Une personne qui a un compte")
UNKNOWN = gettext_lazy("Une personne sans compte")
