"""The log of looks: one page of lines for a screen."""

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.paginator import WagtailPaginator

from ..models import Change
from ..stack import base
from .rights import name_of
from .showing import adjusted


def page(request: HttpRequest, changes: QuerySet[Change], size: int) -> dict:
    """Context of a list of changes, the newest first, with its pages (``?p=``)."""
    rows = changes.select_related(
        "site__council", "site__portal", "before", "after", "undoes", "by"
    )
    lines: Page = WagtailPaginator(rows, size).get_page(request.GET.get("p"))
    for line in lines:
        line.site_name, line.adjusted = name_of(line.site), adjusted(line)
    pages = lines.paginator.get_elided_page_range(lines.number)
    return {"lines": lines, "page_range": pages, "socle": base().top.manifest.name}
