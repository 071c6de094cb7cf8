"""The files of the pictures of what a case is about."""

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from sites.moderation import subjects
from sites.moderation.cases import keeping
from sites.moderation.models import Case
from sites.moderation.rights import Circle
from sites.moderation.subjects import Illustrated, NoSuchPicture

from .screens import TeamRequest, of_theirs

KIND = "image/webp"  # what every kind with pictures keeps


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


@require_safe
@of_theirs
def kept_picture(request: TeamRequest, circle: Circle, case: Case, kept: int) -> HttpResponseBase:
    """One that its author has taken out since."""
    found = next((one for one in keeping.of_case(case) if one.pk == kept), None)
    if found is None:
        raise Http404
    try:
        content = found.file.open()
    except OSError:
        raise Http404 from None
    response = FileResponse(content, content_type=KIND, filename="image.webp")
    patch_cache_control(response, private=True, no_store=True)
    return response
