"""Administrators change accounts and groups on Wagtail's own screens: what that does to teams is
written into their log, and they are warned when a council is left without its two leads.

They may do it all the same: an account that was taken over must be closed at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from sites.accounts.models import User
from sites.councils.models import Council

from . import holding, journal
from .letters import team_url
from .members import FEWEST_LEADS, leads_of
from .models import Act

BEFORE = "_quartiers_teams_before"


@dataclass(frozen=True)
class Teams:
    """The roles of some people by their key and council, and how many leads those councils had."""

    roles: dict[int, dict[int | None, holding.Roles]]
    leads: dict[int, int]


def look(request: HttpRequest, people: Iterable[User]) -> None:
    """Remember how things stand, before a form is saved."""
    if request.method != "POST":
        return
    roles = {person.pk: holding.by_council(person) for person in people}
    councils = {pk for held in roles.values() for pk in held if pk}
    setattr(request, BEFORE, Teams(roles, {pk: leads_of(pk).count() for pk in councils}))


def tell(request: HttpRequest, people: Iterable[User]) -> None:
    """Write down what has changed, and warn."""
    before: Teams | None = getattr(request, BEFORE, None)
    if before is None:
        return
    for person in people:
        if person.pk in before.roles:  # not one that was deleted
            _note(request, before.roles[person.pk], person)
    for council in Council.objects.in_order().filter(pk__in=before.leads):
        left = leads_of(council).count()
        if left < min(before.leads[council.pk], FEWEST_LEADS):
            _warn(request, council, left)


def _note(request: HttpRequest, before: dict[int | None, holding.Roles], person: User) -> None:
    after = holding.by_council(person)
    councils = Council.objects.in_bulk([pk for pk in {*before, *after} if pk])
    by: User = request.user  # type: ignore[assignment]
    for pk in {*before, *after}:
        had, has = before.get(pk, frozenset()), after.get(pk, frozenset())
        if had != has:
            act = Act.GIVEN if not had else Act.CHANGED if has else Act.TAKEN
            council = councils.get(pk) if pk else None
            journal.note(act, council, by, person, roles=sorted(has), before=sorted(had))


def _warn(request: HttpRequest, council: Council, left: int) -> None:
    told = ngettext(
        "« %(name)s » n’a plus que %(n)d responsable : donnez ce rôle à quelqu’un d’autre.",
        "« %(name)s » a %(n)d responsables : donnez ce rôle à quelqu’un d’autre.",
        left,
    ) % {"name": council.name, "n": left}
    if not left:
        told = _("« %(name)s » n’a plus de responsable : nommez-en deux.") % {"name": council.name}
    link = format_html('{} <a href="{}">{}</a>', told, team_url(council), _("Voir l’équipe"))
    messages.warning(request, link)
