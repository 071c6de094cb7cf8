"""« Journal »: a list with filters, and the same list for a spreadsheet."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateformat import format as format_date
from django.utils.http import urlencode
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.paginator import WagtailPaginator

from sites.delivery.furniture import furniture
from sites.delivery.spreadsheets import download
from sites.teams.journal_sources import Reach, sources
from sites.teams.page_rights import Owner, code_of
from sites.teams.scope import Scope, scope_of

from .reading import Acts, Line, Wanted, lines_of, months_in, people_in, readers_of

A_PAGE = 50
ICON = "history"
MOST_LINES = 20_000  # of a download
AT_ONCE = 500
View = Callable[..., HttpResponse]


def for_leads(view: View) -> View:
    """Only for who leads a site; the view gets which."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        scope = scope_of(request)
        owners = readers_of(scope)
        if not owners and not scope.is_administrator:
            raise Http404
        return view(request, scope, owners)

    return guarded


@require_safe
@for_leads
def index(request: HttpRequest, scope: Scope, owners: list[Owner]) -> HttpResponse:
    choice = Choice(request, scope, owners)
    page = WagtailPaginator(Acts(choice.wanted), A_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "wagtailadmin/journal/index.html",
        {
            **furniture(_("Journal"), icon=ICON),
            "choice": choice,
            "lines": [(line, choice.names.get(line.site_id)) for line in lines_of(list(page))],
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "show_site": len(owners) > 1 and not choice.owner,
        },
    )


@require_safe
@for_leads
def export(request: HttpRequest, scope: Scope, owners: list[Owner]) -> HttpResponse:
    """The same lines as a table."""
    choice = Choice(request, scope, owners)
    return download(f"journal-{localdate():%Y-%m-%d}", _table(choice))


def _table(choice: "Choice") -> Iterator[tuple]:
    yield _("Quand"), _("Qui"), _("Quoi"), _("Rubrique"), _("Site")
    for line in _all(Acts(choice.wanted)):
        at = format_date(localtime(line.at), "Y-m-d H:i")
        yield at, line.who, line.sentence, line.kind, choice.names.get(line.site_id, "")


def _all(acts: Acts) -> Iterator[Line]:
    for start in range(0, MOST_LINES, AT_ONCE):
        keys = acts[start : start + AT_ONCE]
        yield from lines_of(keys)
        if len(keys) < AT_ONCE:
            return


class Choice:
    """What the reader asks to see: ``?conseil=``, ``?qui=``, ``?quoi=``, ``?mois=2026-11``.

    What is not among the choices, because it does not exist or is not theirs, narrows nothing.
    """

    def __init__(self, request: HttpRequest, scope: Scope, owners: list[Owner]):
        told = request.GET
        self.names = {owner.site.pk: owner.name for owner in owners}
        self.owners = [(owner, code_of(owner)) for owner in owners]
        code = told.get("conseil", "")
        self.owner = next((owner for owner, own in self.owners if own == code), None)
        reach = self._reach(scope, owners)
        self.people = people_in(reach)
        self.kinds = [(source.key, source.label) for source in sources()]
        self.months = months_in(reach)
        self.person = next((pk for pk, _name in self.people if str(pk) == told.get("qui")), None)
        self.kind = next((key for key, _label in self.kinds if key == told.get("quoi")), None)
        self.month = next((m for m in self.months if month_key(m) == told.get("mois")), None)
        self.wanted = Wanted(reach, self.kind, self.person, self.month)

    def _reach(self, scope: Scope, owners: list[Owner]) -> Reach:
        if self.owner:
            return Reach(frozenset([self.owner.site.pk]))
        if scope.is_administrator:
            return Reach(None)
        return Reach(frozenset(owner.site.pk for owner in owners))

    @property
    def month_choices(self) -> list[tuple[str, str]]:
        return [(month_key(month), format_date(month, "F Y")) for month in self.months]

    @property
    def month_key(self) -> str:
        return month_key(self.month) if self.month else ""

    @property
    def query(self) -> str:
        """The choice as a query, for the download."""
        parts = {
            "conseil": code_of(self.owner) if self.owner else "",
            "qui": self.person or "",
            "quoi": self.kind or "",
            "mois": self.month_key,
        }
        return urlencode({name: value for name, value in parts.items() if value})


def month_key(month: datetime) -> str:
    return f"{month:%Y-%m}"
