"""Meetings: announced, called off, told of; what was decided."""

from collections.abc import Callable
from datetime import timedelta

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cms.calendar.registration import showing as registration
from cms.meetings.finding import Wanted
from cms.meetings.models import BudgetLine, MeetingKind
from cms.pages.lists import PER_PAGE, Filters

from ..material import meetings, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .pages import HOME, put

shelf = Shelf(Group.COMPONENTS)
MEETINGS = [HOME]
PATH = "/seances/2030/pleniere/"


def councils(scene: Scene):
    return scene.chrome.councils if scene.chrome.is_portal else ()


def agenda(scene: Scene):
    return meetings.agenda()


bare = {
    "state": "",
    "agenda": (),
    "planned_minutes": 0,
    "documents": (),
    "decisions": (),
    "officials": (),
    "errata": (),
    "approving": None,
    "place": None,
    "sketch": None,
    "ics_path": "/seances/2030/pleniere.ics",
    "papers": (),
    "call": None,
    "called_at": None,
    **registration.NONE,
}
announced = {
    **bare,
    "agenda": agenda,
    "planned_minutes": 60,
    "papers": ("ordre-du-jour", "affiche", "compte-rendu"),
    "call": lambda scene: meetings.call(),
    "called_at": meetings.BEGINS - timedelta(days=10),
}
told = {
    **announced,
    "call": None,
    "state": "over",
    "decisions": lambda scene: meetings.decisions(),
    "officials": lambda scene: meetings.officials(),
}

label = _("Séance")
put(label, meetings.page, MEETINGS, PATH, **announced)
put(label, meetings.page, MEETINGS, PATH, _("sans ordre du jour"), "bare", **bare)
cancelled = {"status": "cancelled", "status_reason": "La salle est fermée."}
put(
    label,
    lambda: meetings.page(**cancelled),
    MEETINGS,
    PATH,
    _("annulée"),
    "cancelled",
    **{**announced, "state": "cancelled", "call": None},
)
put(
    label,
    lambda: meetings.page(
        status="postponed",
        status_reason="La salle est prise.",
        moved_from=meetings.BEGINS.replace(day=1),
    ),
    MEETINGS,
    PATH,
    _("reportée"),
    "moved",
    **{**announced, "state": "moved"},
)
put(label, meetings.told_page, MEETINGS, PATH, _("compte rendu en projet"), "draft", **told)
put(
    label,
    lambda: meetings.told_page("approved"),
    MEETINGS,
    PATH,
    _("compte rendu approuvé"),
    "approved",
    **{
        **told,
        "errata": lambda scene: meetings.errata(),
        "approving": lambda scene: meetings.row(title="Séance de décembre"),
    },
)

common = {
    "filters": Filters(),
    "filter_query": "",
    "council_choices": councils,
    "kind_choices": MeetingKind.choices,
    "year_choices": (2026, 2025),
}
label = _("Liste des séances")
put(
    label,
    meetings.index,
    MEETINGS,
    "/seances/",
    **common,
    to_come=lambda scene: meetings.rows(),
    results=lambda scene: Paginator(
        [meetings.held(minutes="approved", decisions=3), meetings.held(minutes="draft")], PER_PAGE
    ).page(1),
)
put(
    label,
    meetings.index,
    MEETINGS,
    "/seances/",
    _("rien d’annoncé"),
    "empty",
    **common,
    to_come=(),
    results=lambda scene: Paginator([], PER_PAGE).page(1),
)

pages = Shelf(Group.PAGES, setting=Setting.WHOLE)


def found(scene: Scene) -> dict:
    return {
        "breadcrumbs": MEETINGS,
        "decisions": meetings.decisions(),
        "results": Paginator(range(3), PER_PAGE).page(1),
        "wanted": Wanted(words="Château-Landon", year=2030),
        "filter_query": "annee=2030&rue=Ch%C3%A2teau-Landon",
        "council_choices": councils(scene),
        "year_choices": [2030, 2029],
        "line_choices": BudgetLine.choices,
    }


def none_found(scene: Scene) -> dict:
    empty = Paginator(range(0), PER_PAGE).page(1)
    return found(scene) | {"decisions": [], "results": empty}


label = _("Décisions")
pages("pages/decisions.html", label, found, path="/decisions/")
pages("pages/decisions.html", label, none_found, _("rien trouvé"), "empty", path="/decisions/")


def decision_shown(number: int) -> Callable[[Scene], dict]:
    return lambda scene: {"decision": meetings.decisions()[number]}


def row_shown(number: int) -> Callable[[Scene], dict]:
    return lambda scene: {"item": meetings.rows()[number], "heading": "h2"}


for number, (key, state) in enumerate(
    (("", ""), ("postponed", _("reportée")), ("rejected", _("rejetée, texte long")))
):
    shelf(
        "components/decision.html",
        _("Décision"),
        decision_shown(number),
        state,
        key,
        wrapper="ul",
        classes="decisions",
    )
row, label = "components/meeting_row.html", _("Séance dans une liste")
for number, (key, state) in enumerate(
    (
        ("", ""),
        ("cancelled", _("annulée")),
        ("moved", _("reportée")),
        ("waiting", _("reportée sans date")),
    )
):
    shelf(
        row,
        label,
        row_shown(number),
        state,
        key,
        wrapper="ul",
        classes="teasers",
    )
shelf(
    "components/meeting_agenda.html",
    _("Ordre du jour"),
    lambda scene: {
        "agenda": meetings.agenda(),
        "planned_minutes": 60,
        "page": meetings.page(),
        "call": meetings.call(),
    },
)
offered, label = "components/call.html", _("Proposer un point, pour cette séance ou une autre")
shelf(offered, label, lambda scene: {"call": meetings.call(), "meeting": None})
shelf(
    offered,
    label,
    lambda scene: {"call": meetings.call(things.LONG_TITLE), "meeting": things.meeting()},
    _("une autre séance, texte long"),
    "other",
)
shelf(
    "components/meeting_state.html",
    _("État d’une séance"),
    lambda scene: {"page": meetings.page(**cancelled), "state": "cancelled"},
)
shelf(
    "components/meeting_papers.html",
    _("Papiers d’une séance"),
    {"papers": ("ordre-du-jour", "affiche", "compte-rendu")},
)
shelf(
    "components/minutes.html",
    _("Compte rendu"),
    lambda scene: {
        "page": meetings.told_page(),
        "decisions": meetings.decisions(),
        "officials": meetings.officials(),
    },
)
shelf(
    "components/home_decisions.html",
    _("Décisions, sur un accueil"),
    lambda scene: {"decisions": meetings.decision_rows(), "chrome": scene.council_chrome},
)
shelf(
    "components/home_agenda.html",
    _("À venir, sur un accueil"),
    lambda scene: {"events": meetings.rows()[:3], "chrome": scene.council_chrome},
)
