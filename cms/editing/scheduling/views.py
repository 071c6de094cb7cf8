"""« Changer la date » and « Ne plus publier », for a page that waits for its moment."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page, Revision

from sites.delivery.furniture import furniture
from sites.teams.requests import TeamRequest
from sites.teams.scope import scope_of

from . import schedule
from .forms import ScheduleForm
from .words import will_be_published, will_be_withdrawn


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: TeamRequest, page_id: int) -> HttpResponse:
    """When it will be published and withdrawn; the same screen changes it."""
    page = _own_page(request, page_id)
    version = schedule.scheduled_version(page)
    if version is None:
        return _nothing_waits(request, page)
    may_expire = not getattr(page.specific, "is_fixed", False)
    form = ScheduleForm(request.POST or None, initial=_dates(version), may_expire=may_expire)
    if request.method == "POST" and form.is_valid():
        dates = form.cleaned_data
        return _change(request, page, dates["go_live_at"], dates.get("expire_at"))
    return render(request, "wagtailadmin/scheduling/change.html", _context(page, version, form))


@require_POST
def stop(request: TeamRequest, page_id: int) -> HttpResponse:
    """It stays a draft: one press, and nothing is lost."""
    page = _own_page(request, page_id)
    try:
        schedule.call_off(page, request.user)
    except schedule.NotScheduled:
        return _nothing_waits(request, page)
    messages.success(
        request,
        _("« %(title)s » ne sera pas publiée : c’est de nouveau un brouillon.") % _told(page),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _change(request: TeamRequest, page: Page, go, end) -> HttpResponse:
    try:
        schedule.change(page, go, end, request.user)
    except schedule.NotScheduled:
        return _nothing_waits(request, page)
    messages.success(request, said(page, go, end))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def said_of(page: Page) -> str:
    """The same for a page that has just been scheduled."""
    version = schedule.scheduled_version(page)
    if version is None:
        return _("« %(title)s » n’a pas de date de publication.") % _told(page)
    return said(page, version.approved_go_live_at, _dates(version)["expire_at"])


def said(page: Page, go, end) -> str:
    """« Carnaval » sera publiée le …, puis sera retirée du site le …"""
    words = _("« %(title)s » %(published)s.") % (_told(page) | {"published": will_be_published(go)})
    if end:
        words += " " + _("Elle %(withdrawn)s.") % {"withdrawn": will_be_withdrawn(end)}
    return words


def _own_page(request: TeamRequest, page_id: int) -> Page:
    """A page of the reader's sites that they may publish; nothing is said of any other."""
    page = Page.objects.filter(pk=page_id).first()
    scope = scope_of(request)
    if page is None or not (scope.is_administrator or page.path.startswith(scope.roots)):
        raise Http404
    if not page.specific.permissions_for_user(request.user).can_unschedule():
        raise Http404
    return page


def _nothing_waits(request: HttpRequest, page: Page) -> HttpResponse:
    messages.info(
        request,
        _("« %(title)s » vient d’être publiée.") % _told(page)
        if page.live
        else _("« %(title)s » n’a pas de date de publication.") % _told(page),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _dates(version: Revision) -> dict:
    page = version.as_object()
    return {"go_live_at": page.go_live_at, "expire_at": page.expire_at}


def _told(page: Page) -> dict[str, str]:
    return {"title": page.draft_title or page.title}


def _context(page: Page, version: Revision, form: ScheduleForm) -> dict:
    title = _told(page)["title"]
    above = [(title, reverse("wagtailadmin_pages:edit", args=[page.pk]))]
    return {
        **furniture(_("Programmation"), icon="calendar-alt", above=above, header=title),
        "page": page,
        "form": form,
        "said": said(page, version.approved_go_live_at, _dates(version)["expire_at"]),
    }
