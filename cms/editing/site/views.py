"""« Réglages du site » in the menu: straight to the form of one's only site, else which one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.pages.legal_facts import facts_of

from .own import TeamRequest, owners_of
from .panels import texts_of
from .screens import SETTINGS_ICON, screen, settings_url


@require_safe
def index(request: TeamRequest) -> HttpResponse:
    """The sites whose settings the reader may change; with a single one, that one's form."""
    owners = owners_of(request)
    if not owners:
        raise Http404
    if len(owners) == 1:
        return redirect(settings_url(owners[0].site_id))
    places = [
        (owner, settings_url(owner.site_id), texts_of(facts_of(owner.site))) for owner in owners
    ]
    return screen(
        request, "site/index.html", _("Réglages du site"), icon=SETTINGS_ICON, places=places
    )
