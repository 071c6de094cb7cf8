"""« Conseils », for administrators: the list, a new one, the facts of one; and the first hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.core.exceptions import ValidationError
from django.core.paginator import Page as ListPage
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.models import Page

from sites.councils.models import Council
from sites.councils.onboarding import change_facts
from sites.councils.roles import LEAD
from sites.teams.members import leads_of
from sites.teams.rights import Refused as NotInvited
from sites.teams.scope import scope_of
from sites.themes.switching import Refused as NotWorn

from ..site.own import TeamRequest
from ..site.screens import COUNCILS_ICON, Crumb, screen, settings_url
from .answering import addresses_of
from .first_hour import Progress, progress_of
from .forms import FactsForm, NewCouncilForm
from .making import make, plan
from .panels import put_away

A_PAGE = 20


def administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For everybody else there is nothing at the address."""

    @wraps(view)
    def guarded(request: TeamRequest, *args, **kwargs) -> HttpResponse:
        if not scope_of(request).is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def of_council(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the council of the address; administrators only."""

    @administrators
    @wraps(view)
    def guarded(request: TeamRequest, council_id: int) -> HttpResponse:
        council = Council.objects.in_order().filter(pk=council_id).first()
        if council is None:
            raise Http404
        return view(request, council)

    return guarded


@dataclass(frozen=True)
class Line:
    """A council as the list shows it."""

    council: Council
    leads: list[str]
    last: datetime | None
    progress: Progress

    @property
    def url(self) -> str:
        return f"{self.council.site.root_url}/"


@require_safe
@administrators
def index(request: TeamRequest) -> HttpResponse:
    """Every council: who leads it, when its pages last changed, what its team has still to do."""
    rows = Council.objects.in_order()
    page: ListPage = WagtailPaginator(rows, A_PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "onboarding/index.html",
        _("Conseils"),
        icon=COUNCILS_ICON,
        lines=[_line(council) for council in page],
        page=page,
        page_range=page.paginator.get_elided_page_range(page.number),
    )


def _line(council: Council) -> Line:
    pages = Page.objects.descendant_of(council.site.root_page, inclusive=True)
    last = pages.aggregate(at=Max("latest_revision_created_at"), live=Max("last_published_at"))
    names = list(leads_of(council).order_by("pseudonym").values_list("pseudonym", flat=True))
    told = [moment for moment in last.values() if moment]
    return Line(council, names, max(told, default=None), progress_of(council))


# A new one ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def new(request: TeamRequest) -> HttpResponse:
    """The first POST shows what will be made, by making it and taking it back; the second does it.

    Sent twice, the second finds the council there, and completes it.
    """
    if request.method != "POST":
        return _new(request, NewCouncilForm())
    form = NewCouncilForm(request.POST, request.FILES)
    if not form.is_valid():
        return _new(request, form)
    try:
        if "creer" in request.POST and request.POST.get("vu") == form.key:
            return _made(request, form)
        told = plan(form.order, request.user)
    except ValidationError as error:
        form.tell(error)
        return _new(request, form)
    except NotWorn as refusal:
        form.add_error("theme", str(refusal))
        return _new(request, form)
    except NotInvited as refusal:
        form.add_error("responsables", refusal.message)
        return _new(request, form)
    return _new(request, form.filled(), plan=told, seen=form.key)


def _made(request: TeamRequest, form: NewCouncilForm) -> HttpResponse:
    council, is_new = make(form.order, request.user)
    words = _("« %(name)s » est créé.") if is_new else _("« %(name)s » existait déjà : complété.")
    messages.success(request, words % {"name": council.name})
    return redirect("councils_admin:council", council.pk)


def _new(request: TeamRequest, form: NewCouncilForm, **more) -> HttpResponse:
    return screen(
        request,
        "onboarding/new.html",
        _("Nouveau conseil"),
        icon=COUNCILS_ICON,
        above=(_list_crumb(),),
        form=form,
        **more,
    )


# One that exists ----------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@of_council
def council(request: TeamRequest, council: Council) -> HttpResponse:
    """Its facts, its first hour, and what is to be done outside."""
    told = {
        "nom": council.name,
        "numero": council.city_number,
        "superficie": council.area,
        "source": council.perimeter_credit,
    }
    if request.method != "POST":
        return _council(request, council, FactsForm(initial=told))
    form = FactsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            change_facts(council, **_facts(council, form))
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect("councils_admin:council", council.pk)
    return _council(request, council, form)


def _facts(council: Council, form: FactsForm) -> dict:
    data = form.cleaned_data
    return {
        "name": data["nom"],
        "city_number": data["numero"],
        "area": data["superficie"],
        "perimeter": data["geometry"] or council.perimeter,
        "perimeter_credit": data["source"],
    }


def _council(request: TeamRequest, council: Council, form: FactsForm) -> HttpResponse:
    return screen(
        request,
        "onboarding/council.html",
        council.name,
        icon=COUNCILS_ICON,
        above=(_list_crumb(),),
        council=council,
        form=form,
        line=_line(council),
        settings_url=settings_url(council.site),
        look_url=reverse("themes_admin:look", args=[council.site_id]),
    )


@require_POST
@of_council
def check(request: TeamRequest, council: Council) -> HttpResponse:
    """Ask whether the council's host name leads anywhere."""
    host = council.site.hostname
    found = addresses_of(host)
    if found:
        words = _("« %(host)s » répond, à l’adresse %(found)s.")
        messages.success(request, words % {"host": host, "found": ", ".join(found)})
    else:
        words = _("« %(host)s » ne mène encore nulle part. Un changement de DNS met une journée.")
        messages.warning(request, words % {"host": host})
    return redirect("councils_admin:council", council.pk)


def _list_crumb() -> Crumb:
    return _("Conseils"), reverse("councils_admin:index")


# The first hour -----------------------------------------------------------------------------------


@require_POST
def close_first_hour(request: TeamRequest, council_id: int) -> HttpResponse:
    """A lead has seen enough of it."""
    if council_id not in scope_of(request).councils_as(LEAD):
        raise Http404
    council = Council.objects.in_order().filter(pk=council_id).first()
    if council is None:
        raise Http404
    put_away(council)
    messages.success(request, _("« La première heure » est rangée."))
    return redirect("wagtailadmin_home")
