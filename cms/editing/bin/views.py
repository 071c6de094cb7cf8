"""« Corbeille »: what was deleted in the last thirty days, and what becomes of it."""

import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from sites.teams.scope import Scope

from . import erasing, restoring, undoing
from .forms import RestoreForm
from .models import Entry, EntryQuerySet
from .putting import Refused
from .restoring import Restored
from .rights import may_erase, visible
from .screens import TeamRequest, of_theirs, screen, with_bin

A_PAGE = 30
_KEY = re.compile(r"[0-9]{1,18}")
MOST_AT_ONCE = 200  # entries that one « Annuler » restores


@dataclass(frozen=True)
class Kind:
    """``key`` stands in the address as ``?type=``."""

    key: str
    label: str
    narrow: Callable[[EntryQuerySet], EntryQuerySet]


KINDS = (
    Kind("", gettext_lazy("Tout"), lambda rows: rows),
    Kind("pages", gettext_lazy("Pages"), lambda rows: rows.exclude(page=None)),
    Kind("images", gettext_lazy("Images"), lambda rows: rows.exclude(picture=None)),
    Kind("fichiers", gettext_lazy("Fichiers"), lambda rows: rows.exclude(file=None)),
)


@require_safe
@with_bin
def index(request: TeamRequest, scope: Scope) -> HttpResponse:
    """The newest first; ``?type=``, ``?site=`` and ``?q=`` narrow it."""
    kind = next((one for one in KINDS if one.key == request.GET.get("type")), KINDS[0])
    owners = {_code(owner): owner for owner in scope.owners}
    site = request.GET.get("site", "")
    query = request.GET.get("q", "").strip()[:60]
    rows = kind.narrow(visible(scope))
    if site in owners:
        rows = rows.filter(council_id=_key(owners[site]))
    if query:
        rows = rows.filter(title__icontains=query)
    page = WagtailPaginator(rows.order_by("-binned_at", "-pk"), A_PAGE).get_page(
        request.GET.get("p")
    )
    return screen(
        request,
        "index.html",
        _("Corbeille"),
        below_list=False,
        kinds=KINDS,
        kind=kind,
        owners=owners if len(owners) > 1 else {},
        site=site if site in owners else "",
        query=query,
        entries=page,
        page_range=page.paginator.get_elided_page_range(page.number),
    )


def _code(owner) -> str:
    return getattr(owner, "code", "portail")


def _key(owner) -> int | None:
    return owner.pk if hasattr(owner, "code") else None


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def one(request: TeamRequest, scope: Scope, entry: Entry) -> HttpResponse:
    """What it is, and restoring it."""
    try:
        form = _form(request, entry)
    except Refused as refusal:
        return _screen(request, scope, entry, None, refusal.message)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            restored = _restore(request, entry, form)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("bin:index")
        except ValidationError as refusal:
            form.add_error("adresse" if "adresse" in form.fields else None, refusal)
        else:
            _tell(request, restored)
            return _after(entry, restored)
    return _screen(request, scope, entry, form, "")


def _form(request: TeamRequest, entry: Entry) -> RestoreForm | None:
    if not entry.page_id:
        return None
    plan = restoring.plan_for(entry, request.user)
    return RestoreForm(entry, plan, request.POST if request.method == "POST" else None)


def _restore(request: TeamRequest, entry: Entry, form: RestoreForm | None) -> Restored:
    if form is None:
        return restoring.restore(entry.pk, request.user, online=False)
    return restoring.restore(entry.pk, request.user, online=form.online, slug=form.slug)


def _tell(request: TeamRequest, restored: Restored) -> None:
    words = _("« %(title)s » est revenu de la corbeille.")
    if restored.page:
        words = _("« %(title)s » est revenue de la corbeille, en brouillon.")
    if restored.is_online:
        words = _("« %(title)s » est de nouveau en ligne.")
    words = words % {"title": restored.title}
    messages.success(request, " ".join([words, *restored.notes]))


def _after(entry: Entry, restored: Restored) -> HttpResponse:
    if restored.page:
        return redirect("wagtailadmin_pages:edit", restored.page.pk)
    if entry.picture_id:
        return redirect("wagtailimages:edit", entry.picture_id)
    return redirect("wagtaildocs:edit", entry.file_id)


def _screen(
    request: TeamRequest, scope: Scope, entry: Entry, form: RestoreForm | None, obstacle: str
) -> HttpResponse:
    return screen(
        request,
        "one.html",
        entry.title,
        entry=entry,
        form=form,
        plan=form.plan if form else None,
        obstacle=obstacle,
        may_erase=may_erase(scope, entry),
    )


@require_safe
@of_theirs
def picture(request: TeamRequest, scope: Scope, entry: Entry) -> FileResponse:
    """The picture itself: its public address answers no more."""
    if not entry.picture:
        raise Http404
    try:
        content = entry.picture.file.storage.open(entry.picture.file.name)
    except OSError:
        raise Http404 from None
    kind = mimetypes.guess_type(entry.slug)[0] or "application/octet-stream"
    return FileResponse(content, content_type=kind, headers={"Cache-Control": "private, no-store"})


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def erase(request: TeamRequest, scope: Scope, entry: Entry) -> HttpResponse:
    """Ask, then delete for good."""
    if not may_erase(scope, entry):
        raise Http404
    if request.method != "POST":
        return screen(request, "erase.html", _("Supprimer définitivement"), entry=entry)
    try:
        title = erasing.erase(entry.pk, request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("« %(title)s » est effacé pour de bon.") % {"title": title})
    return redirect("bin:index")


@require_POST
@with_bin
def undo(request: TeamRequest, scope: Scope) -> HttpResponse:
    """« Annuler » right after a deletion: everything as it was, as far as one may."""
    keys = [int(key) for key in request.POST.getlist("entree") if _KEY.fullmatch(key)]
    entries = list(visible(scope).filter(pk__in=keys[:MOST_AT_ONCE]).order_by("pk"))
    if not entries:
        messages.error(request, _("Il n’y a plus rien à annuler."))
        return redirect("bin:index")
    restored = [one for one in (_restored(request, entry) for entry in entries) if one]
    if len(entries) == 1 and restored:
        return _after(entries[0], restored[0])
    return redirect("bin:index")


def _restored(request: TeamRequest, entry: Entry) -> Restored | None:
    try:
        restored = restoring.restore(entry.pk, request.user, online=True)
    except (Refused, ValidationError) as refusal:
        messages.error(request, refusal.message)
        return None
    _tell(request, restored)
    return restored


@require_POST
@with_bin
def put_back(request: TeamRequest, scope: Scope) -> HttpResponse:
    """« Annuler » right after « Dépublier »."""
    try:
        pages = undoing.put_back(request.POST.get("billet", ""), request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("wagtailadmin_home")
    if not pages:
        messages.warning(request, _("Il n’y a rien à remettre en ligne."))
        return redirect("wagtailadmin_home")
    words = ngettext(
        "« %(title)s » est de nouveau en ligne, comme avant.",
        "« %(title)s » et les autres pages sont de nouveau en ligne, comme avant.",
        len(pages),
    )
    messages.success(request, words % {"title": pages[0].title})
    return redirect(reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk]))
