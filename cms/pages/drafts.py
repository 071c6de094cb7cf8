"""Drafts somebody leaves when they are suspended: what moderation asks of pages."""

from collections.abc import Iterable

from django.utils.translation import ngettext
from wagtail.models import Page

from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation.touched import register_counter

from .bin import binned_pages


def drafts_touched(account: User, council: Council | None) -> Iterable[str]:
    """The unpublished pages and changes of an account; their team can take them over."""
    pages = Page.objects.filter(owner=account, has_unpublished_changes=True)
    pages = pages.exclude(pk__in=binned_pages().values("pk"))
    if council:
        pages = pages.descendant_of(council.site.root_page, inclusive=True)
    if count := pages.count():
        yield ngettext(
            "%(n)s brouillon commencé, que l’équipe peut reprendre",
            "%(n)s brouillons commencés, que l’équipe peut reprendre",
            count,
        ) % {"n": count}


def connect() -> None:
    register_counter(drafts_touched)
