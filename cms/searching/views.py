"""The page of a search. It is nobody's to keep: what is hidden now must not be found in a cache,
and questions are without number.
"""

import re

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.pages.site_views import home_trail
from cms.publications.kinds import KINDS
from sites.councils.hosts import table
from sites.searching.bounded import SHOWN, Met, TooMuch

from . import finding, hints, showing
from .asking import EVERYWHERE, Wanted, wanted_by

PER_PAGE = 15
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``/recherche/?q=…&conseil=…&type=…&annee=…&page=…``"""
    wanted = wanted_by(request)
    answer, gave_up = finding.Answer(), False
    try:
        answer = finding.find(wanted)
    except TooMuch:
        gave_up = True
    page = _page(answer.met, request.GET.get("page", "1"))
    context = {
        "breadcrumbs": home_trail(),
        "wanted": wanted,
        "results": page,
        "found": showing.results(wanted.question, list(page.object_list)),
        "count": answer.met.count,
        "is_many": answer.met.is_many,
        "gave_up": gave_up,
        "shown": SHOWN,
        "counted": finding.COUNTED,
        "kind_links": _kind_links(wanted, answer),
        "council_choices": table().neighbours,
        "everywhere": EVERYWHERE,
        "year_choices": finding.years(wanted),
        "query": wanted.query(),
        "forum_query": wanted.question_query(),
        "everywhere_query": wanted.everywhere().query(),
        "is_wide": wanted.council is None,
        "is_elsewhere": wanted.of != wanted.here,
        **_hints(wanted, answer, page),
    }
    response = render(request, "pages/search.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _hints(wanted: Wanted, answer: finding.Answer, page: Page) -> dict:
    """What the question names, on its first page; another way to ask where nothing was found."""
    is_first = bool(wanted.question) and page.number == 1
    other = hints.within_council(wanted) if is_first and not answer.met.count else None
    return {
        "named": hints.councils(wanted) if is_first else [],
        "streets": hints.street(wanted.question) if is_first else [],
        "other_query": other[0].query() if other else "",
        "other_words": other[0].question.text if other else "",
        "other_council": other[1] if other else None,
    }


def _page(met: Met, number: str) -> Page:
    paginator = Paginator(met.keys, PER_PAGE)
    if not _NUMBER.fullmatch(number) or int(number) > paginator.num_pages:
        raise Http404
    return paginator.page(int(number))


def _kind_links(wanted: Wanted, answer: finding.Answer) -> list[tuple[str, str, int | None, bool]]:
    """Query, words, how many (None: more than were counted), whether it is the one shown."""
    if not wanted.question:
        return []
    counts = answer.kinds
    total = None if counts is None else sum(counts.values())
    links = [(wanted.of_kind(None).query(), "", total, not wanted.kind)]
    for kind in KINDS.values():
        count = None if counts is None else counts.get(kind.key, 0)
        if count != 0 or kind == wanted.kind:
            query = wanted.of_kind(kind).query()
            links.append((query, str(kind.plural), count, kind == wanted.kind))
    return links
