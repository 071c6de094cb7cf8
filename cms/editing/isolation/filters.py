"""Whom, and which sites, the lists of pages offer to filter by.

Wagtail offers everybody who ever owned or edited a page of the install; the names of another
council's team are not its readers' business.
"""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Page, PageLogEntry, Site
from wagtail.permissions import policy_registry

from sites.accounts.models import User
from sites.teams.scope import scope_of


def connect() -> None:
    """Give Wagtail's filters (and all made of them) the people around the reader's own pages."""
    PageFilterSet.base_filters["owner"].queryset = _owners
    PageFilterSet.base_filters["edited_by"].queryset = _editors
    PageFilterSet.base_filters["site"].queryset = _sites


def _owners(request: HttpRequest) -> QuerySet[User]:
    owners = _pages_of(request).order_by().values("owner")
    return User.objects.filter(pk__in=owners)


def _editors(request: HttpRequest) -> QuerySet[User]:
    pages = _pages_of(request).order_by().values("pk")
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=pages)
    return User.objects.filter(pk__in=edits.order_by().values("user"))


def _sites(request: HttpRequest) -> QuerySet[Site]:
    scope = scope_of(request)
    if scope.is_administrator:
        return Site.objects.all()
    return Site.objects.filter(pk__in=[site.pk for site in scope.sites])


def _pages_of(request: HttpRequest) -> QuerySet[Page]:
    return policy_registry.get_by_type(Page).explorable_instances(request.user)
