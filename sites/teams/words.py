"""Roles and teams in words."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.councils import roles as table
from sites.councils.models import Council

LABELS = {role.key: role.label for role in table.ROLES}
ORDER = [role.key for role in table.ROLES]
MAY = {
    table.CONTRIBUTOR: gettext_lazy("prépare des brouillons ; quelqu’un d’autre les publie"),
    table.EDITOR: gettext_lazy("écrit et publie les pages, les photos, les documents"),
    table.LEAD: gettext_lazy("publie, et aussi : l’équipe, les réglages, l’apparence du site"),
    table.MODERATOR: gettext_lazy("modère le forum et les contributions de ce conseil"),
    table.TOWN_HALL: gettext_lazy("répond aux vœux et aux idées au nom de la mairie"),
    table.COORDINATOR: gettext_lazy("écrit et publie les pages du portail"),
    table.INTEGRATOR: gettext_lazy("installe et choisit les thèmes ; ne touche à aucun contenu"),
    table.ADMINISTRATOR: gettext_lazy("peut tout faire, sur tous les sites"),
}


def label(role: str) -> str:
    return str(LABELS.get(role, role))


def roles(keys: Iterable[str]) -> str:
    """« Rédaction, Modération », the way they are always ordered."""
    wanted = set(keys)
    return ", ".join(label(key) for key in ORDER if key in wanted)


def team(council: Council | None) -> str:
    """What the team of a council is called in sentences and mails."""
    return council.name if council else _("Tous les conseils")


def day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")
