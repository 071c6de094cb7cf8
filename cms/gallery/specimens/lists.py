"""Components that list things: rows, cards, pages of a list, filters, parts of a home."""

from types import SimpleNamespace

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cms.pages.lists import Filters
from cms.pages.models.documents import DOCUMENT_KINDS
from cms.pages.outline import Branch

from ..material import meetings, people, sites, things
from ..registry import Group, Shelf
from ..scene import Scene

shelf = Shelf(Group.COMPONENTS)
HOVER = _("Survol et focus : toute la rangée mène à la page.")
rows = {"wrapper": "ul", "classes": "teasers"}
cards = {"wrapper": "ul", "classes": "cards"}


def one(name: str, **more):
    """The context of a row or card; ``name`` is a function of ``material.things``."""
    return lambda scene: {"item": getattr(things, name)(), **more}


teaser, label = "components/teaser.html", _("Rangée d’une liste")
pictured = {"item": things.pictured(profile="teaser"), "show_picture": True, "show_council": True}
shelf(teaser, label, pictured, notes=(HOVER,), **rows)
shelf(
    teaser,
    label,
    one("first_of_month", show_picture=True),
    _("sans image ni résumé"),
    "bare",
    **rows,
)
shelf(teaser, label, one("long", show_council=True), _("texte long"), "long", **rows)
shelf(teaser, label, one("unbreakable"), _("mot très long"), "word", **rows)
shelf(teaser, label, one("right_to_left"), _("de droite à gauche"), "rtl", **rows)
shelf(teaser, label, one("document", show_kind=True), _("un document"), "document", **rows)

facts, label = "components/teaser_facts.html", _("Petite ligne d’une rangée")
shelf(facts, label, one("document", show_council=True))
shelf(facts, label, one("album"), _("photos"), "photos")
shelf(facts, label, one("topic"), _("messages"), "posts")

card, label = "components/card.html", _("Carte")
shelf(card, label, {"item": things.pictured("rue"), "show_council": True}, notes=(HOVER,), **cards)
shelf(card, label, one("plain"), _("sans image"), "bare", **cards)
shelf(card, label, one("long", show_council=True), _("texte long"), "long", **cards)

listed, label = "components/list.html", _("Liste")
shelf(
    listed, label, lambda scene: {"items": things.several(), "show_picture": True, "heading": "h2"}
)
shelf(listed, label, {"items": [], "empty": "Aucune actualité pour l’instant."}, _("vide"), "empty")

empty, label = "components/empty.html", _("Rien encore")
shelf(empty, label, {"text": "Aucun document pour l’instant."})
offered = {"action_url": "/contact/", "action_label": "Écrire à l’équipe"}
shelf(
    empty,
    label,
    {"text": "L’équipe n’est pas encore présentée ici.", **offered},
    _("avec une chose à faire"),
    "action",
)

section, label = "components/section.html", _("Partie d’un accueil")
more = {"id": "actualites", "title": "Actualités", "more_url": "/actualites/"}
shelf(
    section,
    label,
    lambda scene: {
        **more,
        "items": things.several(),
        "show_picture": True,
        "more_label": "Toutes les actualités",
    },
)

pagination, label = "components/pagination.html", _("Pages d’une liste")


def numbered(number: int, last: int) -> dict:
    return {"results": Paginator(range(last), 1).page(number), "query": "type=minutes"}


shelf(pagination, label, numbered(5, 12))
shelf(pagination, label, numbered(1, 2), _("première de deux"), "first")
shelf(pagination, label, numbered(9, 9), _("dernière"), "last")

filters, label = "components/filters.html", _("Filtres d’une liste")


def narrowed(scene: Scene) -> dict:
    first = scene.chrome.councils[0]
    chosen = Filters(council=first, facet="minutes", year=2025)
    return {
        "filters": chosen,
        "filter_query": "conseil=specimen0&type=minutes&annee=2025",
        "council_choices": scene.chrome.councils,
        "kind_choices": DOCUMENT_KINDS,
        "year_choices": (2026, 2025, 2024),
    }


shelf(
    filters, label, {"filters": Filters(), "kind_choices": DOCUMENT_KINDS, "year_choices": (2026,)}
)
shelf(filters, label, narrowed, _("portail, liste restreinte"), "narrowed")

person, label = "components/person.html", _("Membre d’une équipe")
team = {"wrapper": "ul", "classes": "people"}
for key, state, number in (
    ("", "", 0),
    ("bare", _("sans photo"), 1),
    ("rtl", _("nom de droite à gauche"), 2),
    ("long", _("texte long"), 3),
):
    shelf(person, label, {"member": people.members()[number]}, state, key, **team)

partner = {"name": "Mairie du 10e", "url": "https://exemple.fr/", "description": "Démarches"}
others = {"name": "Médiathèque Françoise-Sagan", "url": "https://exemple.fr/sagan"}
shelf("components/partners.html", _("Liens utiles"), {"partners": [partner, others]})

shelf(
    "components/tags.html",
    _("Thèmes d’une page"),
    {"topics": [{"name": name} for name in ("Vélo", "Propreté", "Espaces verts et biodiversité")]},
)

tree = Branch(
    "Le conseil",
    "/le-conseil/",
    [
        Branch("L’équipe", "/le-conseil/equipe/"),
        Branch("Commissions", "/le-conseil/c/", [Branch("Espaces publics", "/c/e/")]),
    ],
)
shelf("components/branch.html", _("Branche du plan du site"), {"branch": tree}, wrapper="ul")

home, label = "components/home_council.html", _("Le conseil, sur son accueil")
intro = "Le conseil réunit celles et ceux qui vivent ou travaillent entre la Villette et le canal."


def council(scene: Scene) -> dict:
    return {"page": {"intro": intro}, "team": people.members(), "chrome": scene.council_chrome}


shelf(home, label, council)
shelf(home, label, lambda scene: {"page": {}, "team": []}, _("rien n’est encore écrit"), "empty")

meeting, label = "components/next_meeting.html", _("Prochaine séance")
shelf(
    meeting,
    label,
    lambda scene: {
        "meeting": things.meeting(),
        "to_come": [meetings.open_row()],
        "chrome": scene.council_chrome,
    },
)
shelf(
    meeting,
    label,
    lambda scene: {"meeting": None, "chrome": scene.council_chrome},
    _("aucune date"),
    "none",
)
shelf(
    meeting,
    label,
    lambda scene: {"meeting": things.meeting(title=things.LONG_TITLE)},
    _("texte long"),
    "long",
)

outline, label = "components/outline_map.html", _("Plan des conseils")
shelf(
    outline,
    label,
    lambda scene: {"councils": scene.chrome.councils},
    notes=(_("Un nom éclaire sa pièce, et l’inverse, au survol et au focus."),),
)
unmapped = SimpleNamespace(name="Nouveau conseil", url="http://nouveau.exemple.fr", outline=None)
shelf(
    outline,
    label,
    {"councils": [*sites.councils()[:2], unmapped]},
    _("un conseil sans périmètre"),
    "bare",
)

emblem, label = "components/emblem.html", _("Emblème")
large = {"wrapper": "p", "classes": "gallery-large"}
shelf(emblem, label, {"path": sites.council().outline.emblem}, **large)
shelf(emblem, label, {"pieces": sites.councils()}, _("portail"), "portal", **large)
