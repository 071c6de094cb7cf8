"""The two searches: of the whole site, and of the forum."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cms.publications.kinds import KINDS
from cms.searching.asking import EVERYWHERE
from cms.searching.finding import COUNTED
from forum.searching.asking import PERIODS, Wanted
from sites.searching.bounded import SHOWN
from sites.searching.questions import Question, asked

from ..material import board, meetings, searching
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .pages import HOME

part = Shelf(Group.COMPONENTS)
whole = Shelf(Group.PAGES, setting=Setting.WHOLE)
in_forum = Shelf(Group.FORUM, setting=Setting.WHOLE)
forum_part = Shelf(Group.FORUM)
rows = {"wrapper": "ul", "classes": "teasers"}

vote, label = "components/decision_vote.html", _("Le vote sur une décision")
part(vote, label, lambda scene: {"decision": meetings.decisions()[0]})

row, label = "components/search_result.html", _("Ce qu’une recherche a trouvé")
for key, state, result in (
    ("", "", searching.page),
    ("decision", _("une décision"), searching.decision),
    ("meeting", _("une séance"), searching.meeting),
    ("long", _("texte long"), searching.long),
):
    made = lambda scene, result=result: {"result": result(), "show_council": True}  # noqa: E731
    part(row, label, made, state, key, **rows)

search, label, there = "pages/search.html", _("Recherche"), {"path": "/recherche/"}


def asks(wanted=None, **more):
    def made(scene: Scene) -> dict:
        told: dict[str, Any] = {
            "breadcrumbs": [HOME],
            "wanted": wanted or searching.wanted(),
            "found": [],
            "results": Paginator([], 15).page(1),
            "count": 0,
            "is_many": False,
            "shown": SHOWN,
            "counted": COUNTED,
            "kind_links": [],
            "named": [],
            "streets": [],
            "council_choices": scene.chrome.councils,
            "everywhere": EVERYWHERE,
            "year_choices": (2026, 2025),
            "is_elsewhere": False,
            "is_wide": True,
        }
        return told | {name: value() if callable(value) else value for name, value in more.items()}

    return made


kinds = [("q=arceaux", "", 46, True)]
kinds += [(f"q=arceaux&type={kind.key}", str(kind.plural), 6, False) for kind in KINDS.values()]
found = {
    "found": searching.results,
    "results": Paginator(range(46), 15).page(2),
    "count": 46,
    "kind_links": kinds,
    "query": "q=arceaux",
}
whole(search, label, asks(**found, named=searching.named, streets=searching.street), **there)
many = [(query, words, None, chosen) for query, words, _count, chosen in kinds]
whole(
    search,
    label,
    asks(**{**found, "kind_links": many, "count": COUNTED, "is_many": True}),
    _("plus qu’on n’en compte"),
    "many",
    **there,
)
whole(search, label, asks(searching.wanted(year=2026)), _("rien trouvé"), "none", **there)
whole(
    search, label, asks(searching.wanted(question=Question())), _("rien demandé"), "empty", **there
)
little = searching.wanted(question=asked("de la"))
whole(search, label, asks(little), _("mots trop courants"), "little", **there)

forum_part(
    "forum/parts/found_post.html",
    _("Message trouvé"),
    lambda scene: {"row": searching.found_post()},
    **rows,
)
forum_part(
    "forum/parts/found_topic.html",
    _("Sujet trouvé"),
    lambda scene: {"row": searching.found_topic()},
    **rows,
)
counts, label = "forum/parts/found_count.html", _("Combien de messages ont été trouvés")
forum_part(counts, label, {"count": 46, "shown": SHOWN})
forum_part(counts, label, {"count": SHOWN, "shown": SHOWN, "is_many": True}, _("beaucoup"), "many")

search, label, there = (
    "forum/search.html",
    _("Recherche dans le forum"),
    {"path": "/forum/recherche/"},
)


def looked_for(wanted: Wanted | None = None, **more):
    def made(scene: Scene) -> dict:
        told: dict[str, Any] = {
            "breadcrumbs": board.HOME,
            "wanted": wanted or searching.wanted_in_forum(),
            "found_posts": [],
            "found_topics": [],
            "results": Paginator([], 15).page(1),
            "count": 0,
            "is_many": False,
            "shown": SHOWN,
            "forum_choices": [(board.NODE, 1)],
            "period_choices": [(key, words) for key, (words, _span) in PERIODS.items()],
            "query": "q=arceaux",
            "site_query": "q=arceaux",
        }
        return told | {name: value() if callable(value) else value for name, value in more.items()}

    return made


in_forum(
    search,
    label,
    looked_for(
        found_posts=searching.found_posts,
        found_topics=searching.found_topics,
        more_topics=True,
        results=Paginator(range(46), 15).page(1),
        count=46,
    ),
    **there,
)
in_forum(
    search,
    label,
    looked_for(searching.wanted_in_forum(author="Sureau")),
    _("rien trouvé"),
    "none",
    **there,
)
in_forum(
    search,
    label,
    looked_for(searching.wanted_in_forum(question=Question())),
    _("rien demandé"),
    "empty",
    **there,
)
