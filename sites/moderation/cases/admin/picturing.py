"""The pictures of what a case is about: their files, and hiding one."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from sites.moderation import subjects
from sites.moderation.cases import picturing
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case
from sites.moderation.rights import Circle, NotAllowed
from sites.moderation.subjects import Illustrated, NoSuchPicture

from .one import show_one, unsent
from .screens import TeamRequest, of_theirs


@require_safe
@of_theirs
def picture(request: TeamRequest, circle: Circle, case: Case, picture: int) -> HttpResponseBase:
    """``?grande=1``: as large as there is. Whoever sees the case sees what it is about."""
    kind = subjects.kind_of(case.kind)
    if not isinstance(kind, Illustrated):
        raise Http404
    try:
        response = kind.picture(case.key, picture, is_large="grande" in request.GET)
    except NoSuchPicture:
        raise Http404 from None
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
@of_theirs
def hide(request: TeamRequest, circle: Circle, case: Case, picture: int) -> HttpResponse:
    """One picture; what was begun of the decision comes back as it was sent."""
    told = _("L’image est masquée. Le dossier attend toujours votre décision.")
    return _do(request, circle, case, lambda: picturing.hide(circle, case.pk, picture), told)


@require_POST
@of_theirs
def show(request: TeamRequest, circle: Circle, case: Case, picture: int) -> HttpResponse:
    told = _("L’image est remise.")
    return _do(request, circle, case, lambda: picturing.show(circle, case.pk, picture), told)


def _do(
    request: TeamRequest, circle: Circle, case: Case, act: Callable[[], None], told: str
) -> HttpResponse:
    try:
        act()
    except (NotAllowed, Outdated) as refusal:
        messages.error(request, refusal.message)
    except NoSuchPicture:
        messages.error(request, _("Cette image n’est plus là."))
    else:
        messages.success(request, told)
    case.refresh_from_db()
    return show_one(request, circle, case, unsent(case, request.POST))
