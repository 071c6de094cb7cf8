"""The files of the pictures of what a case is about."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from sites.moderation import subjects
from sites.moderation.models import Case
from sites.moderation.rights import Circle
from sites.moderation.subjects import Illustrated, NoSuchPicture

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
