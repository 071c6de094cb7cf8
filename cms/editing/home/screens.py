"""The first screen as a panel of Wagtail's home, and the whole list « À faire »."""

from collections import Counter
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component

from sites.councils.roles import INTEGRATOR, MODERATOR, TOWN_HALL
from sites.delivery.furniture import furniture
from sites.teams.duties import duties_for
from sites.teams.page_rights import CHANGE, Owner, code_of, owners_where
from sites.teams.scope import Scope, scope_of

from .desk import SITE, home_of
from .pages import forgotten, owner_finder, title_of
from .since import lasting

A_PAGE = 50
# What those who write no pages do, and where: this screen would be empty to them.
ELSEWHERE = {
    MODERATOR: gettext_lazy(
        "Vous modérez le forum sur les sites des conseils : connectez-vous là-bas, puis masquez, "
        "déplacez ou fermez un sujet depuis sa page."
    ),
    TOWN_HALL: gettext_lazy(
        "Vous répondrez aux vœux et aux idées au nom de la mairie, sur les sites des conseils ; "
        "vous n’avez rien à faire ici."
    ),
    INTEGRATOR: gettext_lazy(
        "Vous installez les thèmes (menu « Thèmes ») et choisissez celui de chaque site (menu "
        "« Apparence ») ; vous ne touchez à aucun contenu."
    ),
}


class HeadPanel(Component):
    """Whose desk it is. What other features put on the screen with an order below 100 (a first
    hour to be guided through) stands between this and the desk.
    """

    name = "quartiers_head"
    order = 0
    template_name = "wagtailadmin/home/quartiers_head.html"

    def get_context_data(self, parent_context) -> dict:
        user = parent_context["request"].user
        home = home_of(parent_context["request"])
        return {"home": home, "name": user.first_name or user.public_name}


class DeskPanel(Component):
    """What can be begun and what waits, in place of Wagtail's panels."""

    name = "quartiers_desk"
    order = 100
    template_name = "wagtailadmin/home/quartiers_desk.html"

    def get_context_data(self, parent_context) -> dict:
        home = home_of(parent_context["request"])
        return {"home": home, "sentences": [ELSEWHERE[role] for role in home.roles]}


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """All that waits; ``?conseil=`` narrows it to one of the reader's sites."""
    scope = scope_of(request)
    found = duties_for(scope)
    counts = Counter(duty.owner for duty in found)
    chosen = _chosen(request, scope.owners)
    if chosen:
        found = [duty for duty in found if duty.owner == chosen]
    choices = [(owner, code_of(owner), n) for owner, n in counts.items() if owner]
    return _screen(
        request,
        "quartiers_duties.html",
        _("À faire"),
        found,
        chosen=chosen,
        choices=choices if len(choices) > 1 else [],
        total=len(found) if not chosen else sum(counts.values()),
        show_site=len(scope.owners) > 1 and not chosen,
    )


@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """The pages that nobody touched for a year, the oldest first."""
    scope: Scope = scope_of(request)
    owners = owners_where(scope, CHANGE)
    if not owners:
        raise Http404
    chosen = _chosen(request, owners)
    whose = owner_finder(owners)
    rows = [
        (page.pk, title_of(page), lasting(page.last_published_at), whose(page.path))
        for page in forgotten([chosen] if chosen else owners)
    ]
    return _screen(
        request,
        "quartiers_reading.html",
        _("Pages à relire"),
        rows,
        chosen=chosen,
        show_site=len(owners) > 1 and not chosen,
    )


def _chosen(request: HttpRequest, owners: Sequence[Owner]) -> Owner | None:
    code = request.GET.get(SITE, "")
    return next((owner for owner in owners if code_of(owner) == code), None)


def _screen(request: HttpRequest, template: str, title: str, rows, **context) -> HttpResponse:
    """One of the desk's lists, page by page."""
    page = WagtailPaginator(rows, A_PAGE).get_page(request.GET.get("p"))
    around = {
        **furniture(title, icon="tasks"),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
    }
    return render(request, f"wagtailadmin/home/{template}", around | context)
