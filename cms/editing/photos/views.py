"""One screen for all of it. Without JavaScript each button is a round trip; with it, photos are
shrunk and sent one by one while their descriptions are being typed (static/admin/photos.js).

A set has no number in any address: it is the reader's own, for the site of the address.
"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.pages.models import NewsIndexPage, Picture

from ..desks import Desk, desk_or_404
from ..outcomes import Outcome, allowed, tell
from ..screens import screen
from . import typed, waiting
from .finishing import NotReady, finish
from .forms import Sheet, sheet_of
from .models import PhotoSet, WaitingPhoto
from .receiving import Refused
from .thumbnails import thumbnail_of


def _desk(request: HttpRequest, site_id: int) -> Desk:
    return desk_or_404(request, site_id, NewsIndexPage, Picture)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, site_id: int) -> HttpResponse:
    """The screen; a POST keeps what was typed, then does what its button says (``faire``)."""
    desk = _desk(request, site_id)
    if request.method == "POST":
        return _do(request, desk)
    return _show(request, desk, sheet_of(desk, waiting.find(desk.user, desk.site)))


def _do(request: HttpRequest, desk: Desk) -> HttpResponse:
    photo_set = waiting.begin(desk.user, desk.site)
    typed.keep(desk, photo_set, request.POST)
    told = request.POST.get("faire", "")
    if outcome := allowed(desk, told):
        return _finish(request, desk, outcome)
    verb, _dash, key = told.partition("-")
    if verb in PHOTO_VERBS:
        photo = _photo_or_404(photo_set, key)
        PHOTO_VERBS[verb](photo_set, photo)
    errors = _take_in(photo_set, request)
    if errors:
        sheet = sheet_of(desk, waiting.find(desk.user, desk.site))
        return _show(request, desk, sheet, errors, status=422)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"kept": True})
    place = f"#photo-{key}" if verb in ("monter", "descendre", "tourner") else "#photos"
    return redirect(reverse("photos:choose", args=[desk.site.pk]) + place)


PHOTO_VERBS = {
    "monter": lambda photo_set, photo: waiting.move(photo_set, photo, -1),
    "descendre": lambda photo_set, photo: waiting.move(photo_set, photo, 1),
    "tourner": lambda photo_set, photo: waiting.turn(photo),
    "retirer": lambda photo_set, photo: photo.delete(),
}


def _photo_or_404(photo_set: PhotoSet | None, key: str | int) -> WaitingPhoto:
    """A photo of the reader's own set."""
    known = photo_set and str(key).isdecimal() and photo_set.photos.filter(pk=key).first()
    if not known:
        raise Http404
    return known


def _take_in(photo_set: PhotoSet, request: HttpRequest) -> list[str]:
    """Keep the photos that came with the form; what is wrong with the others, by their names."""
    errors = []
    for upload in request.FILES.getlist("photos"):
        try:
            waiting.add(photo_set, upload)
        except Refused as refusal:
            errors.append(_("%(name)s – %(what)s") % {"name": upload.name, "what": refusal})
    return errors


def _finish(request: HttpRequest, desk: Desk, outcome: Outcome) -> HttpResponse:
    errors = _take_in(waiting.begin(desk.user, desk.site), request)  # chosen, not yet sent
    if errors:
        sheet = sheet_of(desk, waiting.find(desk.user, desk.site))
        return _show(request, desk, sheet, errors, status=422)
    try:
        made = finish(desk, outcome)
    except NotReady as problem:
        return _show(request, desk, problem.sheet, list(problem.words), status=422)
    again = made.told_again
    words = ngettext(
        "%(n)s photo y était déjà : elle n’y est pas deux fois.",
        "%(n)s photos y étaient déjà : elles n’y sont pas deux fois.",
        again,
    ) % {"n": again}
    tell(request, made.page, outcome, *([words] if again else []))
    return redirect("wagtailadmin_home")


def _show(
    request: HttpRequest, desk: Desk, sheet: Sheet, errors: list[str] | None = None, status=200
) -> HttpResponse:
    return screen(
        request,
        "photos/choose.html",
        _("Ajouter des photos"),
        "image",
        status,
        desk=desk,
        about=sheet.about,
        photos=sheet.photos,
        errors=errors or [],
        has_errors=bool(errors) or status == 422,
        outcomes=Outcome,
        most=waiting.MOST,
    )


@require_POST
def upload(request: HttpRequest, site_id: int) -> JsonResponse:
    """One photo (``photo``), sent by a script; ``prise`` is the day it was taken, if known there.

    Answers the photo's row of the screen and the date to propose, or ``error`` in words.
    """
    desk = _desk(request, site_id)
    sent = request.FILES.get("photo")
    if sent is None:
        return JsonResponse({"error": _("Aucune photo n’est arrivée.")}, status=422)
    photo_set = waiting.begin(desk.user, desk.site)
    try:
        photo = waiting.add(photo_set, sent, _day(request.POST.get("prise", "")))
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    form = {known.pk: form for known, form in sheet_of(desk, photo_set).photos}[photo.pk]
    context = {"photo": photo, "form": form, "desk": desk}
    row = render_to_string("wagtailadmin/photos/_photo.html", context, request)
    return JsonResponse({"row": row, "date": waiting.proposed_date(photo_set).isoformat()})


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


@require_safe
def thumbnail(request: HttpRequest, site_id: int, photo_id: int) -> HttpResponse:
    """A photo that waits, small, for its sender alone."""
    desk = _desk(request, site_id)
    photo = _photo_or_404(waiting.find(desk.user, desk.site), photo_id)
    try:
        content = thumbnail_of(photo)
    except OSError:
        raise Http404 from None
    response = HttpResponse(content, content_type="image/jpeg")
    patch_cache_control(response, private=True, max_age=3600)
    return response
