"""« Modération »: what waits, narrowed; and keeping several at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from sites.councils.hosts import table
from sites.moderation import subjects
from sites.moderation.cases import deciding
from sites.moderation.cases.deciding import Choice
from sites.moderation.cases.rights import visible
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision, DecisionAppeal, Report
from sites.moderation.models.report import REASONS
from sites.moderation.rights import Circle, NotAllowed

from .screens import TeamRequest, moderators, screen
from .showing import Row

A_PAGE = 30
MOST_AT_ONCE = 100
WAITING_APPEAL = DecisionAppeal.objects.filter(
    decision__case=OuterRef("pk"), state=DecisionAppeal.State.OPEN
)


@dataclass(frozen=True)
class Filter:
    """``key`` stands in the address as ``?etat=``."""

    key: str
    label: object
    narrow: Callable[[QuerySet[Case]], QuerySet[Case]]


FILTERS = (
    Filter("a-traiter", gettext_lazy("À traiter"), lambda rows: rows.filter(state="open")),
    Filter(
        "recours",
        gettext_lazy("Recours en attente"),
        lambda rows: rows.filter(Exists(WAITING_APPEAL)),
    ),
    Filter("traites", gettext_lazy("Traités"), lambda rows: rows.filter(state="decided")),
)
WHOSE = (
    ("", gettext_lazy("Tous")),
    ("moi", gettext_lazy("Les miens")),
    ("personne", gettext_lazy("À personne")),
)


@dataclass(frozen=True)
class Asked:
    """What the reader narrows the queue by; unknown words narrow nothing."""

    filter: Filter
    kind: str
    council: str
    reason: str
    whose: str
    origin: str

    def query(self) -> str:
        """The same without the state, to be put after it in an address."""
        told = {
            "type": self.kind,
            "conseil": self.council,
            "motif": self.reason,
            "qui": self.whose,
            "origine": self.origin,
        }
        kept = urlencode({name: value for name, value in told.items() if value})
        return f"&{kept}" if kept else ""

    def narrow(self, rows: QuerySet[Case], circle: Circle) -> QuerySet[Case]:
        rows = self.filter.narrow(rows)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.council:
            rows = rows.filter(council__code=self.council)
        if self.reason:
            said = Report.objects.filter(case=OuterRef("pk"), reason=self.reason)
            rows = rows.filter(Exists(said))
        if self.origin:
            rows = rows.filter(origin=self.origin)
        if self.whose == "moi":
            rows = rows.filter(assignee=circle.user.pk)
        elif self.whose == "personne":
            rows = rows.filter(assignee=None)
        return rows


def asked(data: Mapping[str, str]) -> Asked:
    """What an address asks for."""

    def one(name: str, known) -> str:
        told = data.get(name, "")
        return told if told in known else ""

    state = data.get("etat", "")
    return Asked(
        filter=next((each for each in FILTERS if each.key == state), FILTERS[0]),
        kind=one("type", [kind.key for kind in subjects.kinds()]),
        council=data.get("conseil", "")[:20],
        reason=one("motif", dict(REASONS)),
        whose=one("qui", dict(WHOSE)),
        origin=one("origine", dict(Case.Origin.choices)),
    )


@require_safe
@moderators
def queue(request: TeamRequest, circle: Circle) -> HttpResponse:
    """What the reader may see: what waits comes in order of urgency, what is decided newest
    first."""
    wanted = asked(request.GET)
    rows = wanted.narrow(visible(circle), circle)
    page = WagtailPaginator(_detailed(_ordered(rows, wanted)), A_PAGE).get_page(
        request.GET.get("p")
    )
    councils = [one.council for one in table().neighbours if circle.holds(one.council.pk)]
    return screen(
        request,
        "queue.html",
        _("Modération"),
        filters=FILTERS,
        asked=wanted,
        query=wanted.query(),
        kinds=[(kind.key, kind.label) for kind in subjects.kinds()],
        councils=councils if len(councils) > 1 else [],
        reasons=REASONS,
        whose=WHOSE,
        origins=Case.Origin.choices,
        rows=_rows(page),
        can_keep=wanted.filter is FILTERS[0],
        page=page,
        page_range=page.paginator.get_elided_page_range(page.number),
        is_narrowed=bool(wanted.query()),
    )


def _rows(page: Iterable[Case]) -> list[Row]:
    """One query more for each kind of which something may be withheld."""
    cases = list(page)
    keys: dict[str, list[str]] = {}
    for case in cases:
        if case.is_open:
            keys.setdefault(case.kind, []).append(case.key)
    known = {kind: subjects.withheld(subjects.kind_of(kind), each) for kind, each in keys.items()}
    return [Row(case, known[case.kind].get(case.key, "") if case.is_open else "") for case in cases]


@require_POST
@moderators
def keep(request: TeamRequest, circle: Circle) -> HttpResponse:
    """Keep the ticked cases. One that somebody decided or changed meanwhile, and one's own, stay:
    the queue shows each as it was when its case was opened, and that is what was read. So does one
    of which a part is withheld, which nobody has seen in a list."""
    keys = [int(key) for key in request.POST.getlist("dossier") if key.isdecimal()]
    kept, left = 0, 0
    cases = visible(circle).filter(pk__in=keys[:MOST_AT_ONCE])
    for pk, version in list(cases.values_list("pk", "version")):
        try:
            choice = Choice(Decision.Outcome.KEPT, version=version or None, has_opened=False)
            deciding.decide(circle, pk, choice)
        except (NotAllowed, Outdated):
            left += 1
        else:
            kept += 1
    _say(request, kept, left)
    back = asked(request.POST)
    query = f"?etat={back.filter.key}{back.query()}"
    return redirect(reverse("moderation_admin:queue") + query)


def _say(request: TeamRequest, kept: int, left: int) -> None:
    if kept:
        told = ngettext("%(n)s message gardé.", "%(n)s messages gardés.", kept)
        messages.success(request, told % {"n": kept})
    if left:
        told = ngettext(
            "%(n)s dossier attend toujours : il est à vous, il vient de changer, ou une partie en "
            "est retenue.",
            "%(n)s dossiers attendent toujours : ils sont à vous, ils viennent de changer, ou une "
            "partie en est retenue.",
            left,
        )
        messages.warning(request, told % {"n": left})
    if not kept and not left:
        messages.warning(request, _("Cochez au moins un dossier."))


def _ordered(rows: QuerySet[Case], wanted: Asked) -> QuerySet[Case]:
    if wanted.filter.key == "traites":
        return rows.order_by("-decided_at", "-pk")
    # What somebody complained of before what is only to be read over, the oldest first.
    is_reported = Exists(Report.objects.filter(case=OuterRef("pk")))
    return rows.alias(is_reported=is_reported).order_by("-is_reported", "opened_at", "pk")


def _detailed(rows: QuerySet[Case]) -> QuerySet[Case]:
    decisions = Decision.objects.select_related("appeal")
    return rows.select_related("author", "council", "assignee").prefetch_related(
        "reports", Prefetch("decisions", decisions)
    )
