"""Every type of page, full, empty and strained."""

from collections.abc import Callable
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cms.pages.chrome import FORUM_PATH, Entry
from cms.pages.lists import PER_PAGE, Filters
from cms.pages.models import BasePage
from cms.pages.outline import Branch
from sites.accounts.privacy.held import held

from ..material import bodies, contents, meetings, people, pictures, things
from ..material.files import file
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.PAGES, setting=Setting.WHOLE)
HOME = Entry("Accueil", "/")
NEWS = [HOME, Entry("Actualités", "/actualites/")]
DOCUMENTS = [HOME, Entry("Documents", "/documents/")]
COUNCIL = [HOME, Entry("Le conseil", "/le-conseil/")]
PARTNERS = [
    SimpleNamespace(name="Mairie du 10e", url="https://exemple.fr/", description="Démarches"),
    SimpleNamespace(name="Médiathèque", url="https://exemple.fr/sagan", description=""),
]


def put(
    title: str,
    make: Callable[[], BasePage],
    trail: list[Entry],
    path: str,
    state="",
    key="",
    /,
    **context,
) -> None:
    """A page type in one state; values that are functions are asked for the scene."""

    def told(scene: Scene) -> dict:
        page = make()
        values = {k: v(scene) if callable(v) else v for k, v in context.items()}
        return {"page": page, "self": page, "breadcrumbs": trail, **values}

    model = type(make())
    shelf(make().get_template(None), title, told, state, key, path=path, model=model)


def front(scene: Scene) -> list:
    return things.cards()


def on_council(scene: Scene):
    return scene.council_chrome


def on_portal(scene: Scene):
    return scene.portal_chrome


def topics(scene: Scene) -> list:
    return [things.topic(), things.topic(1)]


def team(scene: Scene):
    return people.members()


lists = {
    "highlights": front,
    "news": lambda scene: things.several()[:3],
    "topics": topics,
    "documents": lambda scene: things.documents(),
    "decisions": lambda scene: meetings.decision_rows(),
    "events": lambda scene: meetings.rows()[:2],
    "partners": lambda scene: PARTNERS,
}
nothing: dict = dict.fromkeys(lists, ())
council, portal = contents.council_home, contents.portal_home
council_label, portal_label = _("Accueil d’un conseil"), _("Accueil du portail")
next_one = {
    "next_meeting": lambda scene: things.meeting(),
    "to_come": lambda scene: [meetings.open_row()],
}
put(council_label, council, [], "/", chrome=on_council, team=team, **lists, **next_one)
put(
    council_label,
    council,
    [],
    "/",
    _("sans séance annoncée"),
    "none",
    chrome=on_council,
    team=team,
    next_meeting=None,
    to_come=(),
    **lists,
)
put(
    council_label,
    council,
    [],
    "/",
    _("site neuf"),
    "empty",
    chrome=on_council,
    team=[],
    next_meeting=None,
    to_come=(),
    **nothing,
)
put(portal_label, portal, [], "/", chrome=on_portal, **lists)
put(portal_label, portal, [], "/", _("site neuf"), "empty", chrome=on_portal, **nothing)

label = _("Actualité")
put(
    label,
    contents.illustrated_news,
    NEWS,
    "/actualites/carnaval/",
    photos=lambda scene: contents.illustrated_news().photos.all(),
)
put(label, contents.news, NEWS, "/actualites/carnaval/", _("sans image"), "bare", photos=())
put(
    label,
    lambda: contents.news(things.LONG_TITLE, summary=things.LONG_SUMMARY),
    NEWS,
    "/actualites/x/",
    _("texte long"),
    "long",
    photos=(),
)
put(
    label,
    lambda: contents.news(things.right_to_left().title, body=bodies.short()),
    NEWS,
    "/actualites/x/",
    _("de droite à gauche"),
    "rtl",
    photos=(),
)

put(
    _("Galerie de photos"),
    contents.album,
    NEWS,
    "/actualites/fete/",
    photos=lambda scene: contents.album().photos.all(),
)


def listed(make: Callable, items: Callable, page: int = 1, of: int = 1) -> dict:
    """What a list page adds: one of ``of`` pages, each full."""

    def results(scene: Scene):
        shown = items()
        found = Paginator(range(PER_PAGE * (of - 1) + len(shown)), PER_PAGE).page(page)
        found.object_list = shown
        return found

    return {"results": results, "kind_choices": make().kind_choices()}


everywhere = {
    "filters": Filters(),
    "filter_query": "",
    "council_choices": (),
    "year_choices": (2026, 2025),
}
index, documents = contents.news_index, contents.document_index
label, path = _("Liste des actualités"), "/actualites/"
put(label, index, [HOME], path, **listed(index, things.several, 2, 4), **everywhere)
put(
    label,
    index,
    [HOME],
    path,
    _("portail"),
    "portal",
    chrome=on_portal,
    **listed(index, things.several) | everywhere | {"council_choices": lambda s: s.chrome.councils},
)
put(label, index, [HOME], path, _("vide"), "empty", **listed(index, list), **everywhere)
label, path = _("Liste des documents"), "/documents/"
put(label, documents, [HOME], path, **listed(documents, things.documents), **everywhere)
put(label, documents, [HOME], path, _("vide"), "empty", **listed(documents, list), **everywhere)

label, path = _("Document"), "/documents/compte-rendu/"
other = SimpleNamespace(url="/documents/x/", title="Compte rendu du 8 octobre")
put(
    label,
    lambda: contents.document(file=file("Compte rendu, à imprimer"), topics=["Rues"]),
    DOCUMENTS,
    path,
    newer=None,
    older=other,
)
put(label, contents.document, DOCUMENTS, path, _("remplacé"), "replaced", newer=other, older=None)
put(
    label,
    lambda: contents.document(body=[]),
    DOCUMENTS,
    path,
    _("vide"),
    "empty",
    newer=None,
    older=None,
)

label, path = _("Équipe d’animation"), "/le-conseil/equipe/"
put(label, contents.team, COUNCIL, path)


def nobody():
    page = contents.team()
    page.members = []
    return page


put(label, nobody, COUNCIL, path, _("vide"), "empty")

label, path = _("Commission"), "/le-conseil/espaces-publics/"
put(label, contents.commission, COUNCIL, path)
put(
    label,
    lambda: contents.commission(
        open_to_join=False, meets="", referent="", topics=None, body=[], mandate=things.LONG_SUMMARY
    ),
    COUNCIL,
    path,
    _("sur invitation"),
    "closed",
)

put(
    _("Questions fréquentes"),
    contents.questions,
    COUNCIL,
    "/le-conseil/questions/",
    sections=lambda scene: contents.questions().sections(),
)

label, path = _("Page de texte"), "/le-conseil/"
put(
    label,
    lambda: contents.standard(body=bodies.every_block(), lead_image=pictures.picture("place")),
    [HOME],
    path,
    children=[],
)
below = [
    SimpleNamespace(path="/le-conseil/equipe/", title="L’équipe", summary="Qui nous sommes."),
    SimpleNamespace(path="/le-conseil/x/", title=things.LONG_TITLE, summary=""),
]
put(label, contents.standard, [HOME], path, _("avec des pages dessous"), "children", children=below)
put(label, contents.standard, [HOME], path, _("vide"), "empty", children=[])

label = _("Texte légal")
whole = {"whole": lambda scene: contents.legal().body}
put(label, contents.legal, [HOME], "/charte-du-forum/", **whole)
path, told = "/donnees-personnelles/", {"holdings": lambda scene: held(), **whole}
put(label, contents.legal, [HOME], path, _("données personnelles"), "privacy", **told)
put(
    label,
    contents.legal,
    [HOME],
    "/accessibilite/",
    _("accessibilité, après un audit"),
    "accessibility",
    whole=lambda scene: contents.declaration(),
)

# Pages that no editor writes.
shelf(
    "pages/councils.html",
    _("Les conseils"),
    lambda scene: {
        "breadcrumbs": [HOME],
        "councils": scene.chrome.councils,
        "chrome": scene.portal_chrome,
    },
    path="/conseils/",
)
tree = [
    Branch("Accueil", "/"),
    Branch(
        "Le conseil",
        "/le-conseil/",
        [Branch("L’équipe", "/le-conseil/equipe/"), Branch(things.LONG_TITLE, "/le-conseil/x/")],
    ),
]
shelf(
    "pages/site_map.html",
    _("Plan du site"),
    {"breadcrumbs": [HOME], "branches": tree, "forum": Entry("Forum", FORUM_PATH)},
    path="/plan-du-site/",
)
