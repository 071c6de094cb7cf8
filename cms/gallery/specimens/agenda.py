"""The agenda: its list and month, pages of events in every state, what one subscribes to."""

from collections.abc import Callable
from datetime import date

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cms.calendar.feeds import Feed
from cms.calendar.models import EventPage
from cms.pages.chrome import Entry
from cms.pages.lists import PER_PAGE, Filters

from ..material import agenda, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .pages import HOME, put

AGENDA = [HOME]
EVENT = [HOME, Entry("Agenda", "/agenda/")]
MONTHS = [("2031-01", date(2031, 1, 1)), ("2030-12", date(2030, 12, 1))]


def councils(scene: Scene):
    return scene.chrome.councils if scene.chrome.is_portal else ()


common = {
    "filters": Filters(),
    "filter_query": "",
    "council_choices": councils,
    "kind_choices": (("meeting", "Séances"), ("event", "Événements")),
    "month_choices": MONTHS,
    "month_word": "",
    "month": None,
    "is_past": False,
    "is_table": False,
    "upcoming_query": "",
    "past_query": "passes=1",
    "feed_query": "",
    "table_query": "vue=mois",
    "results": lambda scene: Paginator(range(PER_PAGE * 3), PER_PAGE).page(1),
    "by_month": lambda scene: agenda.groups(),
}
month = {
    **common,
    "is_table": True,
    "month_word": "2030-12",
    "has_items": True,
    "is_cut": True,
    "list_query": "mois=2030-12",
    "previous_query": "vue=mois&mois=2030-11",
    "previous_month": date(2030, 11, 1),
    "next_query": "vue=mois&mois=2031-01",
    "next_month": date(2031, 1, 1),
    **{key: (lambda scene, key=key: agenda.table()[key]) for key in ("weeks", "weekdays", "month")},
}
label = _("Agenda")
put(label, agenda.index, AGENDA, "/agenda/", **common)
put(label, agenda.index, AGENDA, "/agenda/", _("un mois"), "month", **month)
nothing = {**common, "by_month": (), "results": lambda scene: Paginator([], PER_PAGE).page(1)}
put(label, agenda.index, AGENDA, "/agenda/", _("rien d’annoncé"), "empty", **nothing)
put(
    label,
    agenda.index,
    AGENDA,
    "/agenda/",
    _("rien ce mois-ci"),
    "empty-month",
    **{**month, "has_items": False, "is_cut": False},
)


pages = Shelf(Group.PAGES, setting=Setting.WHOLE)
label = _("Événement")


def event(words: str = "", key: str = "", make=agenda.event, **fields) -> None:
    """The page of an event in one state; ``fields`` differ from the usual context."""

    def context(scene: Scene) -> dict:
        page = make()
        return {"page": page, "self": page, "breadcrumbs": EVENT, **agenda.shown(**fields)}

    pages("pages/event_page.html", label, context, words, key, path="/agenda/x/", model=EventPage)


event()
event(
    _("une date d’une série"),
    "series",
    is_one_of=True,
    rule_words="le 2e mardi du mois, jusqu’au 30 juin 2031",
    dates=agenda.following(),
)
event(_("annulé"), "cancelled", state="cancelled")
event(_("reporté"), "moved", state="moved", planned=date(2030, 12, 3))
event(_("terminé"), "over", state="over")
event(
    _("texte long, sans lieu connu"),
    "long",
    lambda: agenda.event(things.LONG_TITLE, summary=things.LONG_SUMMARY, body=[], topics=[]),
    place=None,
    sketch=None,
    place_name=things.LONG_SUMMARY,
    occurrence=None,
)

ROOT = "http://exemple.fr"
SUBSCRIBED = [
    Feed("Tout l’agenda", f"{ROOT}/agenda.ics", f"{ROOT}/agenda.atom"),
    Feed("Séances", f"{ROOT}/agenda.ics?type=meeting", f"{ROOT}/agenda.atom?type=meeting"),
]
pages(
    "pages/feeds.html",
    _("S’abonner à l’agenda"),
    {"feeds": SUBSCRIBED, "forum_feed": f"{ROOT}/forum/flux.xml", "breadcrumbs": [HOME]},
    path="/flux/",
)
pages(
    "pages/agenda_atom.xml",
    _("Annonces de l’agenda, pour les lecteurs de nouvelles"),
    lambda scene: {
        "items": [agenda.dated(kind="event", changed_at=things.WHEN)],
        "title": "Agenda",
        "self_url": f"{ROOT}/agenda.atom",
        "agenda_url": f"{ROOT}/agenda/",
        "updated": things.WHEN,
    },
    setting=Setting.TEXT,
)

component = Shelf(Group.COMPONENTS)


def row_shown(name: str) -> Callable[[Scene], dict]:
    return lambda scene: {
        "item": getattr(agenda, name)(),
        "show_kind": True,
        "show_council": True,
    }


row, label = "components/agenda_row.html", _("Rangée de l’agenda")
rows = {"wrapper": "ul", "classes": "teasers"}
for key, state, name in (
    ("", "", "dated"),
    ("cancelled", _("annulé"), "cancelled"),
    ("moved", _("reporté"), "moved"),
    ("elsewhere", _("ailleurs"), "elsewhere"),
    ("running", _("en ce moment"), "running"),
    ("over", _("terminé"), "over"),
    ("days", _("plusieurs jours"), "days"),
    ("long", _("texte long"), "long"),
):
    component(
        row,
        label,
        row_shown(name),
        state,
        key,
        **rows,
    )

component("components/agenda_month.html", _("Un mois"), lambda scene: agenda.table())

state_label = _("Ce qu’il advient d’une date")
event_state = "components/event_state.html"
component(event_state, state_label, {"state": "cancelled", "reason": "Salle fermée"})
component(
    event_state,
    state_label,
    {"state": "moved", "planned": date(2030, 12, 3), "starts": agenda.FIRST, "reason": "Grève"},
    _("reporté"),
    "moved",
)
component(event_state, state_label, {"state": "running"}, _("en ce moment"), "running")
component(event_state, state_label, {"state": "over"}, _("terminé"), "over")
