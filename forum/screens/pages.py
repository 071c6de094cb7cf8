"""Numbered pages of lists whose length is known without counting rows."""

import re
from typing import cast

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

_NUMBER = re.compile("[1-9][0-9]{0,8}")


def number_in(request: HttpRequest, name: str) -> int | None:
    """The positive number ``?name=`` of the address, None without one. Raises Http404 for junk."""
    text = request.GET.get(name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise Http404
    return int(text)


def page_of_range(request: HttpRequest, positions: range, size: int) -> Page:
    """The page of ``positions`` that ``?page=`` asks for; 404 when there is none such.

    ``positions_on`` says which part of the range it shows.
    """
    paginator = Paginator(positions, size)
    number = number_in(request, "page") or 1
    if number > paginator.num_pages:
        raise Http404
    return paginator.page(number)


def positions_on(page: Page) -> range:
    """The positions that a page of ``page_of_range`` shows."""
    return cast(range, page.object_list)
