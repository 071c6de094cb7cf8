"""« Thèmes »: the list, the upload with its report, what is installed, the log."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Site

from .. import checking, files, previewing, releases
from ..findings import Report
from ..models import Change, Release, Upload
from . import log, rights, showing, uploads
from .limits import at_most
from .rights import TeamRequest, installers, log_readers
from .screens import THEMES_ICON, screen, themes_crumb

MAX_PACKAGE = files.MAX_TOTAL // 2**20
MAX_BODY = MAX_PACKAGE + 1  # megabytes: what a form adds to its file
LINES = 30  # of the log on one page


@installers
@require_safe
def index(request: TeamRequest) -> HttpResponse:
    """What is installed, what waits, what comes with the product."""
    buttons = [_button(_("Déposer un thème"), reverse("themes_admin:upload"), "upload")]
    if rights.may_read_log(request.user):
        buttons.append(_button(_("Journal"), reverse("themes_admin:log"), "history"))
    return screen(
        request,
        "index.html",
        _("Thèmes"),
        icon=THEMES_ICON,
        buttons=tuple(buttons),
        families=showing.families(),
        waiting=uploads.waiting(request.user),
        bundled=list(showing.bundled()),
    )


def _button(label: str, url: str, icon: str) -> HeaderButton:
    return HeaderButton(label=label, url=url, icon_name=icon)


# From a package to a release ----------------------------------------------------------------------


@installers
@at_most(MAX_BODY, back=lambda: reverse("themes_admin:upload"))
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: TeamRequest) -> HttpResponse:
    """Send a package; it is checked and kept until somebody decides."""
    if request.method != "POST":
        return _upload_form(request)
    sent = request.FILES.get("package")
    if sent is None:
        return _upload_form(request, error=_("Choisissez un fichier .zip."))
    try:
        theme = files.from_zip(sent.read(files.MAX_TOTAL + 1))
    except files.Unreadable as refusal:
        return _upload_form(request, report=Report.of([refusal.finding]))
    known = Release.objects.filter(digest=theme.digest).first()
    if known:
        messages.info(request, _("« %(theme)s » est déjà installé.") % {"theme": known})
        return redirect("themes_admin:release", known.pk)
    _subject, report = releases.examine(theme)
    kept = uploads.keep(request.user, theme, sent.name or "theme.zip", report)
    return redirect("themes_admin:package", kept.digest)


def _upload_form(request: TeamRequest, error: str = "", report: Report | None = None):
    return screen(
        request,
        "upload.html",
        _("Déposer un thème"),
        icon=THEMES_ICON,
        above=(themes_crumb(),),
        error=error,
        verdict=showing.Verdict(report) if report else None,
        most=MAX_PACKAGE,
    )


def _waiting(request: TeamRequest, digest: str) -> Upload:
    return get_object_or_404(uploads.waiting(request.user), digest=digest)


def _or_installed(view: rights.View) -> rights.View:
    """Who clicks twice, or goes back, finds the theme where it is by now."""

    @wraps(view)
    def shown(request: TeamRequest, digest: str) -> HttpResponse:
        known = Release.objects.filter(digest=digest).first()
        if known and not uploads.waiting(request.user).filter(digest=digest).exists():
            return redirect("themes_admin:release", known.pk)
        return view(request, digest)

    return shown


@installers
@require_safe
@_or_installed
def package(request: TeamRequest, digest: str) -> HttpResponse:
    """What was found in a package that waits."""
    kept = _waiting(request, digest)
    return screen(
        request,
        "package.html",
        str(kept),
        icon=THEMES_ICON,
        above=(themes_crumb(),),
        upload=kept,
        verdict=showing.Verdict(Report.from_data(kept.report)),
    )


@installers
@require_POST
@_or_installed
def install(request: TeamRequest, digest: str) -> HttpResponse:
    kept = _waiting(request, digest)
    try:
        release, _report = uploads.put_in(kept)
    except releases.NotInstalled:
        messages.error(request, _("Ce thème n’est pas installé : corrigez d’abord ce qui bloque."))
        return redirect("themes_admin:package", digest)
    except uploads.Gone:
        uploads.drop(kept)
        messages.error(request, _("Ce dépôt n’est plus lisible : déposez le thème de nouveau."))
        return redirect("themes_admin:upload")
    return _installed(request, release)


@installers
@require_POST
def discard(request: TeamRequest, digest: str) -> HttpResponse:
    uploads.drop(_waiting(request, digest))
    messages.success(request, _("Ce dépôt est effacé."))
    return redirect("themes_admin:index")


@installers
@require_POST
def install_bundled(request: TeamRequest, slug: str) -> HttpResponse:
    """Install a theme of the library as it is now."""
    if not checking.is_bundled(slug):
        raise Http404
    try:
        release = releases.install_bundled(slug, request.user)
    except releases.NotInstalled as refusal:
        messages.error(request, str(refusal))
        return redirect("themes_admin:index")
    return _installed(request, release)


def _installed(request: TeamRequest, release: Release) -> HttpResponse:
    messages.success(request, _("« %(theme)s » est installé.") % {"theme": release})
    return redirect("themes_admin:release", release.pk)


# An installed theme -------------------------------------------------------------------------------


@installers
@require_safe
def release(request: TeamRequest, pk: int) -> HttpResponse:
    """One version: its report, and every site with what it would take to wear it."""
    found = _release(pk)
    version = showing.version_of(found)
    return screen(
        request,
        "release.html",
        str(found),
        icon=THEMES_ICON,
        above=(themes_crumb(),),
        version=version,
        others=Release.objects.filter(slug=found.slug).exclude(pk=pk),
        places=[_place(site, found) for site in rights.sites_of(request.user)],
    )


def _release(pk: int) -> Release:
    return get_object_or_404(Release.objects.select_related("parent", "installed_by"), pk=pk)


def _place(site: Site, found: Release) -> dict:
    look = getattr(site, "look", None)
    return {
        "site": site,
        "name": rights.name_of(site),
        "worn": showing.Card(look.release if look else None),
        "is_worn": showing.worn_by(site) == found.pk,
        "preview": previewing.link(site, found),
    }


@installers
@require_POST
def check(request: TeamRequest, pk: int) -> HttpResponse:
    """Check an installed theme again, whatever was known."""
    found = _release(pk)
    report = checking.check_again(found)
    if report.may_be_worn:
        messages.success(request, _("« %(theme)s » est vérifié.") % {"theme": found})
    else:
        messages.warning(request, report.findings[0].what)
    return redirect("themes_admin:release", pk)


# Who changed what ---------------------------------------------------------------------------------


@installers
@log_readers
@require_safe
def journal(request: TeamRequest) -> HttpResponse:
    """Every change of a look, of one site when ``?site=`` asks for it."""
    sites = rights.all_sites()
    asked = request.GET.get("site", "")
    chosen = next((site for site in sites if str(site.pk) == asked), None)
    changes = Change.objects.filter(site=chosen) if chosen else Change.objects.all()
    return screen(
        request,
        "log.html",
        _("Journal des thèmes"),
        icon="history",
        above=(themes_crumb(),),
        chosen=chosen,
        sites=[(site.pk, rights.name_of(site)) for site in sites],
        **log.page(request, changes, LINES),
    )
