"""« Publier un document »: one screen; a file that was sent once is not asked for again."""

import json

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.pages.models import CouncilFile, DocumentIndexPage

from ..desks import Desk, desk_or_404
from ..outcomes import Outcome, allowed, tell
from ..screens import screen
from . import waiting
from .finishing import Gone, finish
from .forms import DocumentForm
from .models import WaitingDocument
from .naming import HINTS


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, site_id: int) -> HttpResponse:
    """The screen; ``faire`` says what becomes of the page."""
    desk = desk_or_404(request, site_id, DocumentIndexPage, CouncilFile)
    kept = waiting.find(desk.user, desk.site)
    if request.method != "POST":
        return _show(request, desk, DocumentForm(kept=kept))
    form = DocumentForm(request.POST, request.FILES, kept=kept)
    is_valid = form.is_valid()
    if upload := form.cleaned_data.get("file"):
        kept = waiting.keep(desk.user, desk.site, upload)
    how = allowed(desk, request.POST.get("faire", ""))
    if not is_valid or how is None or kept is None:
        return _again(request, desk, form, kept)
    told = form.cleaned_data
    if kept.is_scanned and not told["text"] and how is not Outcome.DRAFT:
        if request.POST.get("lu") != kept.token:  # the warning was about this very file
            return _again(request, desk, form, kept, warned=True)
    return _finish(request, desk, form, kept, how)


def _finish(
    request: HttpRequest, desk: Desk, form: DocumentForm, kept: WaitingDocument, how: Outcome
) -> HttpResponse:
    try:
        page = finish(desk, form.cleaned_data, how)
    except Gone:
        form.add_error("file", _("Ce fichier vient d’être publié ou effacé : choisissez-le."))
        return _again(request, desk, form, None)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _again(request, desk, form, kept)
    hint = _("Un PDF seul se lit mal : ajoutez son texte quand vous pourrez.")
    alone = kept.name.lower().endswith(".pdf") and not form.cleaned_data["text"]
    tell(request, page, how, *([hint] if alone else []))
    return redirect("wagtailadmin_home")


def _again(
    request: HttpRequest,
    desk: Desk,
    form: DocumentForm,
    kept: WaitingDocument | None,
    warned: bool = False,
) -> HttpResponse:
    """The same screen with what was typed and the file that came."""
    shown = DocumentForm(form.data, kept=kept)
    shown._errors = form.errors  # type: ignore[attr-defined] # what was found, not looked for again
    shown.cleaned_data = form.cleaned_data
    return _show(request, desk, shown, kept if warned else None, status=422)


def _show(
    request: HttpRequest,
    desk: Desk,
    form: DocumentForm,
    scanned: WaitingDocument | None = None,
    status: int = 200,
) -> HttpResponse:
    return screen(
        request,
        "documents/new.html",
        _("Publier un document"),
        "doc-full-inverse",
        status,
        desk=desk,
        form=form,
        scanned=scanned,
        warned=bool(scanned),
        hints=json.dumps(HINTS),
    )
