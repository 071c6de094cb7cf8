"""The page of a search. It is nobody's to keep: what is hidden now must not be found in a cache."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from forum.scope.addresses import Here
from forum.scope.rights import rights_of
from forum.scope.tree import Node, Tree
from forum.screens.pages import number_in, page_of_range, positions_on
from forum.screens.places import home_trail
from sites.councils.hosts import table
from sites.searching.bounded import NOTHING, SHOWN, Met, TooMuch

from . import finding, showing
from .asking import PERIODS, Wanted, forums_here, wanted_by

PER_PAGE = 15
BESIDE = 5  # subjects shown before the messages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``/forum/recherche/?q=…&forum=…&auteur=…&depuis=…&titres=1&page=…``"""
    rights, here = rights_of(request.user), Here(request.council, table())
    forums = forums_here(rights, request.council)
    wanted = wanted_by(request, forums)
    number = number_in(request, "page") or 1
    beside: list[int] = []
    met, gave_up = NOTHING, False
    try:
        met, beside = _found(wanted, forums, rights.board, is_first=number == 1)
    except TooMuch:
        gave_up = True
    results = page_of_range(request, range(met.shown), PER_PAGE)
    page = positions_on(results)
    keys = met.keys[page.start : page.stop]
    both = ([], keys) if wanted.titles_only else (keys, beside[:BESIDE])
    rows = showing.found(wanted.question, *both, here, rights.board)
    context = {
        "breadcrumbs": home_trail(),
        "wanted": wanted,
        "results": results,
        "found_posts": rows[0],
        "found_topics": rows[1],
        "more_topics": len(beside) > BESIDE,
        "count": met.count,
        "is_many": met.is_many,
        "gave_up": gave_up,
        "shown": SHOWN,
        "forum_choices": [(node, len(node.lineage) - 1) for node in forums],
        "period_choices": [(key, words) for key, (words, _span) in PERIODS.items()],
        "query": wanted.query(),
        "site_query": wanted.question_query(),
    }
    response = render(request, "forum/search.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _found(
    wanted: Wanted, forums: list[Node], board: Tree, *, is_first: bool
) -> tuple[Met, list[int]]:
    """What the pages list, and the subjects that stand before the messages of the first."""
    if wanted.titles_only:
        return finding.topics(wanted, forums, board), []
    return finding.posts(wanted, forums, board, beside=BESIDE + 1 if is_first else 0)
