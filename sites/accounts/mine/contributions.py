"""``/compte/contributions/``: what one posted and registered for, on every site, newest first."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sites.accounts import activities
from sites.accounts.models import User

PER_PAGE = 20


@never_cache
@login_required
@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    """The list; ``?type=`` narrows it to one kind, ``?page=`` turns it."""
    user: User = request.user  # type: ignore[assignment]
    key = request.GET.get("type", "")
    one = activities.find(key)
    if key and one is None:
        raise Http404
    asked = [one] if one else activities.providers()
    total = sum(provider.count(user) for provider in asked)
    results = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    positions = range(results.start_index() - 1 if total else 0, results.end_index())
    context = {
        "results": results,
        "activities": activities.newest(user, asked, positions, request.council),
        "kind": key,
        "kind_choices": [(provider.key, provider.label) for provider in activities.providers()],
        "query": f"type={key}" if key else "",
    }
    return render(request, "accounts/contributions.html", context)
