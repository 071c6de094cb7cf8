"""The page of a search. It is nobody's to keep: what is hidden now must not be found in a cache."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from forum.scope.addresses import Here
from forum.scope.rights import rights_of
from forum.screens.pages import number_in, page_of_range, positions_on
from forum.screens.places import home_trail
from sites.councils.hosts import table
from sites.searching.bounded import NOTHING, SHOWN

from . import finding, showing
from .asking import PERIODS, forums_here, wanted_by

PER_PAGE = 15
BESIDE = 5  # subjects shown before the messages


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``/forum/recherche/?q=…&forum=…&auteur=…&depuis=…&titres=1&page=…``"""
    rights, here = rights_of(request.user), Here(request.council, table())
    forums = forums_here(rights, request.council)
    wanted = wanted_by(request, forums)
    number = number_in(request, "page") or 1
    needed = min(number * PER_PAGE, SHOWN)
    posts, topics = NOTHING, NOTHING
    if not wanted.titles_only:
        posts = finding.posts(wanted, forums, rights.board, needed)
    if wanted.titles_only or number == 1:
        topics = finding.topics(wanted, forums, rights.board, needed)
    main = topics if wanted.titles_only else posts
    results = page_of_range(request, range(main.shown), PER_PAGE)
    page = positions_on(results)
    cut = slice(page.start, page.stop)
    beside = cut if wanted.titles_only else slice(BESIDE)
    rows = showing.found(wanted.question, posts.keys[cut], topics.keys[beside], here, rights.board)
    context = {
        "breadcrumbs": home_trail(),
        "wanted": wanted,
        "results": results,
        "found_posts": rows[0],
        "found_topics": rows[1],
        "more_topics": len(topics.keys) > BESIDE and not wanted.titles_only,
        "count": main.count,
        "is_many": main.is_many,
        "shown": SHOWN,
        "forum_choices": [(node, len(node.lineage) - 1) for node in forums],
        "period_choices": [(key, words) for key, (words, _span) in PERIODS.items()],
        "query": wanted.query(),
        "site_query": wanted.question_query(),
    }
    response = render(request, "forum/search.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response
