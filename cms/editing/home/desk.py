"""The first screen of the admin: one desk a site, with what waits there and what can be begun.

Whoever works for one site sees its desk. With a few, they stand below one another; with many there
is a table of sites, and ``?conseil=`` opens one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from sites.councils.roles import INTEGRATOR, MODERATOR, TOWN_HALL
from sites.teams.actions import Action, offered
from sites.teams.duties import Duty, duties_for
from sites.teams.page_rights import Owner, code_of
from sites.teams.scope import Scope, scope_of

from .pages import below, owner_finder
from .since import since

FEW = 3  # desks that stand below one another; more become a table
SHOWN, SHOWN_OF_FEW = 8, 4  # lines of « À faire » before « Tout voir »
LAST_PAGES = 5
SITE = "conseil"  # ?conseil=lba
WITHOUT_PAGES = (MODERATOR, TOWN_HALL, INTEGRATOR)


@dataclass
class Desk:
    """One site, or (``owner`` None) what belongs to no site in particular."""

    owner: Owner | None
    actions: list[Action] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    shown: int = SHOWN

    @property
    def name(self) -> str:
        return self.owner.name if self.owner else ""

    @property
    def code(self) -> str:
        return code_of(self.owner) if self.owner else ""

    @property
    def url(self) -> str:
        """The site itself, as its readers see it."""
        return self.owner.site.root_url if self.owner else ""

    @property
    def alone_url(self) -> str:
        return f"{reverse('wagtailadmin_home')}?{SITE}={self.code}"

    @property
    def all_url(self) -> str:
        url = reverse("desk:duties")
        return f"{url}?{SITE}={self.code}" if self.owner else url

    @cached_property
    def to_do(self) -> list[Duty]:
        return [duty for duty in self.duties if not duty.is_news]

    @cached_property
    def news(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.is_news]

    @property
    def first_to_do(self) -> list[Duty]:
        return self.to_do[: self.shown]

    @property
    def first_news(self) -> list[Duty]:
        return self.news[: self.shown]

    @property
    def is_longer(self) -> bool:
        return len(self.to_do) > self.shown or len(self.news) > self.shown

    @property
    def late(self) -> int:
        return sum(duty.is_late for duty in self.duties)


@dataclass(frozen=True)
class Home:
    """All the desks of a reader. ``general`` is what belongs to no site; ``last`` their pages."""

    general: Desk
    desks: list[Desk]
    chosen: bool
    last: list[tuple[Page, str, Owner | None]]
    roles: list[str]

    @property
    def is_table(self) -> bool:
        return len(self.desks) > FEW

    @property
    def alone(self) -> Desk | None:
        return self.desks[0] if len(self.desks) == 1 else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do or begin at all."""
        return not self.desks and not self.general.duties and not self.general.actions


def home_of(request: HttpRequest) -> Home:
    """What the reader finds, asked once for a request."""
    known = getattr(request, "_quartiers_home", None)
    if known is None:
        known = request._quartiers_home = _home(request)  # type: ignore[attr-defined]
    return known


def _home(request: HttpRequest) -> Home:
    """``?conseil=`` of a site that is not the reader's says nothing."""
    scope = scope_of(request)
    owners, is_chosen = _owners(scope, request.GET.get(SITE, ""))
    duties, actions = duties_for(scope), offered(scope, owners)
    desks = [Desk(owner, actions.get(owner, [])) for owner in owners]
    if len(desks) > 1:
        for desk in desks:
            desk.shown = SHOWN_OF_FEW
    general = Desk(None, actions.get(None, []))
    _share_out(duties, desks, general, scope)
    return Home(
        general=general if not is_chosen else Desk(None),
        desks=desks,
        chosen=is_chosen,
        last=[] if len(desks) > FEW else last_pages(scope, owners),
        roles=[role for role in WITHOUT_PAGES if any(held == role for held, _pk in scope.held)],
    )


def _owners(scope: Scope, code: str) -> tuple[Sequence[Owner], bool]:
    chosen = [owner for owner in scope.owners if code and code_of(owner) == code]
    return (chosen, True) if chosen and len(scope.owners) > 1 else (scope.owners, False)


def _share_out(duties: list[Duty], desks: list[Desk], general: Desk, scope: Scope) -> None:
    """Each duty to its desk; those of a site that is nobody's desk here (a moderator's) to all."""
    known = {desk.owner: desk for desk in desks}
    theirs = set(scope.owners)
    for duty in duties:
        if duty.owner in known:
            known[duty.owner].duties.append(duty)
        elif duty.owner is None or duty.owner not in theirs:
            general.duties.append(duty)


def last_pages(scope: Scope, owners: Sequence[Owner]) -> list[tuple[Page, str, Owner | None]]:
    """The pages the reader wrote in last, on these sites; when, in words; and whose they are."""
    acts = PageLogEntry.objects.filter(user=scope.user_id, action="wagtail.edit")
    keys: dict[int, datetime] = {}
    for page_id, at in acts.order_by("-timestamp").values_list("page_id", "timestamp")[:60]:
        keys.setdefault(page_id, at)
    pages = below(Page.objects.filter(pk__in=keys), owners).in_bulk() if keys else {}
    whose = owner_finder(owners)
    found = [
        (pages[pk], since(at), whose(pages[pk].path)) for pk, at in keys.items() if pk in pages
    ]
    return found[:LAST_PAGES]
