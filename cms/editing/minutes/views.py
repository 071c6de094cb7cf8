"""Two screens: a meeting and its file; then all that was read, to be looked over and put there.

What was read is kept (waiting.py): the file is sent once, whatever is wrong with the rest.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.meetings.importing.checking import NotReadable
from cms.meetings.models import MeetingIndexPage, MeetingPage
from cms.pages.models import Picture

from ..desks import Desk, desk_or_404
from ..outcomes import Outcome, allowed, tell
from ..screens import screen
from . import waiting
from .forms import FileForm, Sheet, sheet_of
from .models import WaitingMinutes
from .putting import Gone, put
from .showing import parts_of
from .targets import day_of, has_minutes, meetings_of, name_of

ICON = "doc-full-inverse"
CHOOSE, DISCARD = "seance", "jeter"


def _desk(request: HttpRequest, site_id: int) -> Desk:
    return desk_or_404(request, site_id, MeetingIndexPage, Picture)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, site_id: int) -> HttpResponse:
    """The meeting and the file; ``?seance=`` proposes one."""
    desk = _desk(request, site_id)
    meetings = meetings_of(desk)
    choices = [(page.pk, name_of(page)) for page in meetings]
    if request.method != "POST":
        asked = request.GET.get(CHOOSE, "")
        known = [key for key, _name in choices if str(key) == asked]
        initial = {"meeting": known[0]} if known else {}
        return _show_choice(request, desk, FileForm(meetings=choices, initial=initial), meetings)
    form = FileForm(request.POST, request.FILES, meetings=choices)
    if form.is_valid():
        page = next(page for page in meetings if page.pk == form.cleaned_data["meeting"])
        try:
            waiting.keep(desk.user, page, form.cleaned_data["file"])
            return redirect("word_minutes:review", desk.site.pk, page.pk)
        except NotReadable as refused:
            form.add_error("file", str(refused))
    return _show_choice(request, desk, form, meetings, status=422)


def _show_choice(
    request: HttpRequest, desk: Desk, form: FileForm, meetings: list[MeetingPage], status: int = 200
) -> HttpResponse:
    begun = [(page, kept) for page in meetings if (kept := waiting.find(desk.user, page))]
    return screen(
        request,
        "minutes/choose.html",
        _("Publier un compte rendu"),
        ICON,
        status,
        desk=desk,
        form=form,
        has_meetings=bool(meetings),
        begun=begun,
    )


def _meeting_or_404(desk: Desk, page_id: int) -> MeetingPage:
    """A meeting of the desk whose minutes may still be written."""
    found = next((page for page in meetings_of(desk) if page.pk == page_id), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, site_id: int, page_id: int) -> HttpResponse:
    """What was read; ``faire`` says what becomes of it."""
    desk = _desk(request, site_id)
    page = _meeting_or_404(desk, page_id)
    kept = waiting.find(desk.user, page)
    if kept is None:
        messages.warning(request, _("Envoyez d’abord le document du compte rendu."))
        return redirect(
            reverse("word_minutes:choose", args=[desk.site.pk]) + f"?{CHOOSE}={page.pk}"
        )
    if request.method != "POST":
        return _show(request, desk, page, kept, sheet_of(kept, has_minutes(page)))
    if request.POST.get("faire") == DISCARD:
        kept.delete()
        return redirect(
            reverse("word_minutes:choose", args=[desk.site.pk]) + f"?{CHOOSE}={page.pk}"
        )
    return _finish(request, desk, page, kept)


def _finish(
    request: HttpRequest, desk: Desk, page: MeetingPage, kept: WaitingMinutes
) -> HttpResponse:
    how = allowed(desk, request.POST.get("faire", ""))
    is_draft = how is Outcome.DRAFT
    sheet = sheet_of(kept, has_minutes(page), request.POST, is_draft)
    if not sheet.is_valid() or how is None:
        return _show(request, desk, page, kept, sheet, status=422)
    if not is_draft and _is_without_agreement(sheet):
        words = _("Cochez que les personnes reconnaissables sont d’accord, ou retirez les images.")
        sheet.about.add_error("people_agreed", words)
        return _show(request, desk, page, kept, sheet, status=422)
    try:
        done = put(desk, page, kept, sheet, how)
    except Gone:
        messages.warning(request, _("Ce document vient d’être mis dans la séance ou effacé."))
        return redirect("word_minutes:choose", desk.site.pk)
    except ValidationError as error:
        sheet.about.add_error(None, error.messages)
        return _show(request, desk, page, kept, sheet, status=422)
    tell(request, done, how)
    return redirect("wagtailadmin_home")


def _is_without_agreement(sheet: Sheet) -> bool:
    return bool(sheet.kept_pictures) and not sheet.about.cleaned_data.get("people_agreed")


def _show(
    request: HttpRequest,
    desk: Desk,
    page: MeetingPage,
    kept: WaitingMinutes,
    sheet: Sheet,
    status: int = 200,
) -> HttpResponse:
    day = date.fromisoformat(kept.content["day"]) if kept.content["day"] else None
    return screen(
        request,
        "minutes/review.html",
        _("Relire le compte rendu"),
        ICON,
        status,
        desk=desk,
        page=page,
        meeting=name_of(page),
        kept=kept,
        notes=kept.content["notes"],
        is_changed=page.live and page.has_unpublished_changes,
        other_day=day if day and day != day_of(page) else None,
        parts=parts_of(kept, sheet),
        sheet=sheet,
        has_errors=status == 422,
        discard=DISCARD,
    )


@require_safe
def picture(request: HttpRequest, site_id: int, page_id: int, key: str) -> FileResponse:
    """A picture that waits, for its sender alone."""
    desk = _desk(request, site_id)
    kept = waiting.find(desk.user, _meeting_or_404(desk, page_id))
    row = kept and kept.pictures.filter(key=key).first()
    if not row:
        raise Http404
    try:
        response = FileResponse(row.file.open("rb"))
    except OSError:
        raise Http404 from None
    patch_cache_control(response, private=True, max_age=3600)
    return response
