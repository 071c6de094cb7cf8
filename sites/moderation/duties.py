"""What waits for a moderator on the first screen of the admin, and where else they work."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.roles import MODERATOR
from sites.teams.actions import Action as Button
from sites.teams.actions import Offer, register
from sites.teams.duties import Duty, Urgency
from sites.teams.duties import register as register_duty
from sites.teams.page_rights import Owner
from sites.teams.scope import Scope

from .rights import Circle

ICON, CASES_ICON = "no-view", "warning"


def waiting(scope: Scope) -> Iterator[Duty]:
    """Appeals to decide on and proposals to confirm; each counts once, of whatever council."""
    from .admin.listing import waiting_for  # screens are not read before the apps are ready

    councils = scope.councils_as(MODERATOR)
    if not scope.is_administrator and not councils:
        return
    circle = Circle(User(pk=scope.user_id), scope.is_administrator, councils)
    yield from _cases(circle)
    found = waiting_for(circle)
    index = reverse("suspensions_admin:index")
    if found.appeals:
        text = ngettext("Un recours à trancher", "%(n)s recours à trancher", found.appeals)
        yield Duty(
            text % {"n": found.appeals}, f"{index}?etat=recours", None, Urgency.LATE, icon=ICON
        )
    if found.proposals:
        text = ngettext(
            "Une suspension à confirmer", "%(n)s suspensions à confirmer", found.proposals
        )
        yield Duty(text % {"n": found.proposals}, f"{index}?etat=a-confirmer", None, icon=ICON)


def _cases(circle: Circle) -> Iterator[Duty]:
    """What was reported, what new accounts wrote, appeals against decisions: a line for each."""
    from .cases.rights import may_judge, open_appeals, visible
    from .models import Case

    queue = reverse("moderation_admin:queue")
    rows = visible(circle).filter(state=Case.State.OPEN).order_by()
    counted = rows.values("origin").annotate(n=Count("pk"), first=Min("opened_at"))
    by_origin = {row["origin"]: row for row in counted}
    fresh = by_origin.pop(Case.Origin.NEWCOMER, None)
    n = sum(row["n"] for row in by_origin.values())
    if n:
        first = min(row["first"] for row in by_origin.values())
        text = ngettext("Un signalement à traiter", "%(n)s signalements à traiter", n)
        yield Duty(text % {"n": n}, queue, None, Urgency.LATE, at=first, icon=CASES_ICON)
    if fresh:
        n = fresh["n"]
        text = ngettext(
            "Un message d’un nouveau compte à relire",
            "%(n)s messages de nouveaux comptes à relire",
            n,
        )
        url = f"{queue}?origine={Case.Origin.NEWCOMER}"
        yield Duty(text % {"n": n}, url, None, at=fresh["first"], icon=CASES_ICON)
    appeals = sum(may_judge(circle, appeal) for appeal in open_appeals())
    if appeals:
        text = ngettext("Un recours à trancher", "%(n)s recours à trancher", appeals)
        url = f"{queue}?etat=recours"
        yield Duty(text % {"n": appeals}, url, None, Urgency.LATE, icon=CASES_ICON)


def places(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    """The forums a moderator looks after: the work is done there, not in the admin."""
    moderated = scope.councils_as(MODERATOR)
    for neighbour in table().neighbours:
        if neighbour.council.pk in moderated:
            label = _("Forum : %(council)s") % {"council": neighbour.name}
            hint = _("Masquer, déplacer ou fermer un sujet, depuis sa page")
            yield None, Button(label, f"{neighbour.url}/forum/", "comment", hint)


def connect() -> None:
    register_duty("moderation", waiting)
    register("forums", places, order=800)
