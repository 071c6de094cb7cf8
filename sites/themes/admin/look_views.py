"""« Apparence »: what a site wears, the choice among installed themes, its own settings."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Site

from .. import checking, previewing, settings_form, switching
from ..findings import Report
from ..models import Look, Release
from ..wardrobe import Broken
from . import log, rights, settings_fields, showing
from .limits import at_most
from .rights import TeamRequest, dressers
from .screens import LOOK_ICON, looks_crumb, screen
from .settings_fields import Setting, Submission

MAX_BODY = 20  # megabytes: a form with several pictures; the proxy lets 25 through
LINES = 10  # of the log on one page


@require_safe
def looks(request: TeamRequest) -> HttpResponse:
    """The sites whose look the reader may change; with a single one, that one."""
    sites = rights.sites_of(request.user)
    if not sites:
        raise Http404
    if len(sites) == 1:
        return redirect("themes_admin:look", sites[0].pk)
    places = [(site, rights.name_of(site), _worn(site)) for site in sites]
    return screen(request, "looks.html", _("Apparence"), icon=LOOK_ICON, places=places)


def _worn(site: Site) -> showing.Card:
    """What a site wears, with its own values (``site`` comes from rights.sites_of)."""
    kept = _kept(site)
    return showing.Card(kept.release, kept.differences)


def _kept(site: Site) -> Look:
    return getattr(site, "look", None) or Look(site=site)


@dressers
@require_safe
def look(request: TeamRequest, site: Site) -> HttpResponse:
    """One site: what it wears, what it could wear, its settings, its log."""
    return _look(request, site)


def _look(
    request: TeamRequest,
    site: Site,
    settings: list[Setting] | None = None,
    seen: int | None = None,
) -> HttpResponse:
    worn = _worn(site)
    return screen(
        request,
        "look.html",
        _("Apparence : %(site)s") % {"site": rights.name_of(site)},
        short=rights.name_of(site),
        icon=LOOK_ICON,
        above=(looks_crumb(),),
        site=site,
        worn=worn,
        choice=[(card, previewing.link(site, card.release)) for card in showing.choice(worn)],
        undoable=switching.undoable(site),
        settings=_settings(worn) if settings is None else settings,
        seen=switching.last_change(site) if seen is None else seen,
        may_install=rights.may_install(request.user),
        **log.page(request, site.look_changes.all(), LINES),
    )


def _settings(worn: showing.Card) -> list[Setting]:
    return settings_fields.settings_of(worn.stack, worn.differences)


def _seen(request: TeamRequest) -> int | None:
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 19 else None


def _back(site: Site) -> HttpResponse:
    return redirect("themes_admin:look", site.pk)


def _changed(request: TeamRequest, site: Site, words: str) -> HttpResponse:
    button = messages.button(site.root_url, _("Voir le site"), new_window=True)
    messages.success(request, words, buttons=[button])
    return _back(site)


# Another theme ------------------------------------------------------------------------------------


@dressers
@require_http_methods(["GET", "HEAD", "POST"])
def wear(request: TeamRequest, site: Site) -> HttpResponse:
    """Ask whether the site shall wear ``?theme=``, then do it."""
    card, worn = _asked(request), _worn(site)
    if card.key == worn.key:
        messages.info(request, _("Ce site porte déjà « %(theme)s ».") % {"theme": card})
        return _back(site)
    if request.method == "POST":
        return _activate(request, site, card, worn)
    report = checking.last_report(card.release) if card.release else Report()
    return _confirm(request, site, card, worn, report)


def _asked(request: TeamRequest) -> showing.Card:
    """What ``?theme=`` names. One that did not pass is the business of who installs themes."""
    told = request.GET.get("theme", "")
    if told == showing.SOCLE:
        return showing.Card(None)
    number = int(told) if told.isdecimal() and len(told) < 19 else 0
    release = Release.objects.select_related("parent").filter(pk=number).first()
    if release is None:
        raise Http404
    if not checking.last_report(release).may_be_worn and not rights.may_install(request.user):
        raise Http404
    return showing.Card(release)


def _activate(request: TeamRequest, site: Site, card: showing.Card, worn: showing.Card):
    try:
        switching.activate(site, card.release, request.user, _seen(request))
    except switching.Outdated as refusal:
        messages.warning(request, str(refusal))
        return _back(site)
    except switching.Refused as refusal:
        return _confirm(request, site, card, worn, refusal.report)
    words = _("%(site)s porte maintenant « %(theme)s ».")
    return _changed(request, site, words % {"site": rights.name_of(site), "theme": card})


def _confirm(request: TeamRequest, site: Site, card, worn, report: Report) -> HttpResponse:
    kept = [x.label for x in _settings(worn) if x.is_changed and x.name not in card.stack.settings]
    return screen(
        request,
        "wear.html",
        _("Porter « %(theme)s »") % {"theme": card},
        icon=LOOK_ICON,
        above=(looks_crumb(), (rights.name_of(site), _address(site))),
        site=site,
        name=rights.name_of(site),
        card=card,
        worn=worn,
        verdict=showing.Verdict(report),
        set_aside=kept,
        preview=previewing.link(site, card.release),
        seen=switching.last_change(site),
        may_install=rights.may_install(request.user),
    )


def _address(site: Site) -> str:
    return reverse("themes_admin:look", args=[site.pk])


# Back ---------------------------------------------------------------------------------------------


@dressers
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: TeamRequest, site: Site) -> HttpResponse:
    """Ask whether the last change shall be taken back, then do it."""
    last = switching.undoable(site)
    if last is None:
        messages.info(request, _("Il n’y a aucun changement à annuler."))
        return _back(site)
    if request.method == "POST":
        return _roll_back(request, site)
    return screen(
        request,
        "back.html",
        _("Revenir en arrière"),
        icon="history",
        above=(looks_crumb(), (rights.name_of(site), _address(site))),
        site=site,
        name=rights.name_of(site),
        last=last,
        worn=_worn(site),
        before=showing.Card(last.before, last.differences_before),
        adjustments=showing.adjustments(last),
        seen=switching.last_change(site),
    )


def _roll_back(request: TeamRequest, site: Site) -> HttpResponse:
    try:
        change = switching.rollback(site, request.user, _seen(request))
    except switching.Refused as refusal:
        messages.warning(request, str(refusal))
        return _back(site)
    theme = showing.Card(change.after)
    words = _("%(site)s porte de nouveau « %(theme)s », avec ses réglages d’alors.")
    return _changed(request, site, words % {"site": rights.name_of(site), "theme": theme})


# Settings -----------------------------------------------------------------------------------------


@dressers
@at_most(MAX_BODY, back=lambda site: _address(site))
@require_POST
def adjust(request: TeamRequest, site: Site) -> HttpResponse:
    """Keep what the site changes of its theme; refused, the form comes back as it was filled in."""
    worn = _worn(site)
    settings, seen = _settings(worn), _seen(request)
    wanted = Submission(site, request.POST, request.FILES).fill(settings, worn.differences)
    if any(setting.error for setting in settings):
        settings_fields.tell(settings, _faults(site, wanted))
        return _refused(request, site, settings, seen)
    if wanted == worn.differences:
        messages.info(request, _("Rien n’a changé."))
        return _back(site)
    try:
        switching.set_differences(site, wanted, request.user, seen)
    except switching.Outdated as refusal:
        messages.warning(
            request, _("%(why)s Vos valeurs sont gardées ci-dessous.") % {"why": refusal}
        )
        return _look(request, site, settings)
    except switching.Refused as refusal:
        if not refusal.faults:
            messages.error(request, str(refusal))
            return _back(site)
        settings_fields.tell(settings, refusal.faults)
        return _refused(request, site, settings, seen)
    return _changed(request, site, _("Les réglages sont enregistrés."))


def _faults(site: Site, wanted: dict) -> list[settings_form.Fault]:
    """What is wrong with the rest of the form, so that all of it is told at once."""
    try:
        return settings_form.faults(_kept(site), wanted)
    except Broken:
        return []


def _refused(request: TeamRequest, site: Site, settings: list[Setting], seen: int | None):
    messages.error(request, _("Rien n’est enregistré : une valeur ne convient pas."))
    return _look(request, site, settings, seen)
