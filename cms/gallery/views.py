"""``/dev/galerie/``: everything that a theme dresses, in the theme that this site wears."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.pages.chrome import frame_of
from sites.notifications import styling
from sites.themes.stack import current

from . import rendering, sources
from .material import pictures
from .registry import Group, Specimen
from .scene import Scene, on_site
from .specimens import gallery, tokens

WIDTHS = (320, 768, 1280)
FRAMED = "cadre"  # ?cadre: shown in a frame of the gallery

View = Callable[..., HttpResponse]


def shown(view: View) -> View:
    """A page of the gallery: on sites only, where the settings allow it, for no robot or cache."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.GALLERY or not request.site:
            raise Http404
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return require_safe(never_cache(answer))


@shown
def index(request: HttpRequest) -> HttpResponse:
    """The table of contents."""
    groups = [(group, families(group)) for group in Group]
    return _page(request, "gallery/index.html", {"groups": groups, "count": len(gallery())})


@shown
def group(request: HttpRequest, group: str) -> HttpResponse:
    """All specimens of a group, each in a frame."""
    found = _group(group)
    context = {"group": found, "families": families(found), "groups": list(Group), "widths": WIDTHS}
    return _with_frames(_page(request, "gallery/group.html", context))


@shown
def specimen(request: HttpRequest, group: str, name: str) -> HttpResponse:
    """One specimen by itself."""
    found = _specimen(group, name)
    html = rendering.page(found, scene_of(request))
    if FRAMED in request.GET:
        # Only one thing of a tab can take the focus, and that is not for a frame to take.
        html = html.replace(" autofocus", "")
    response = HttpResponse(styling.inlined(html, current()) if found.is_mail else html)
    response._csp_replace = {"frame-ancestors": [SELF]}
    if found.is_mail:  # mail programs know no style sheet
        response._csp_replace["style-src"] = [UNSAFE_INLINE]
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@shown
def framed(request: HttpRequest, group: str, name: str, width: int) -> HttpResponse:
    """One specimen in a frame of ``width`` pixels."""
    if width not in WIDTHS:
        raise Http404
    found = _specimen(group, name)
    context = {"family": Family([found]), "specimen": found, "width": width, "widths": WIDTHS}
    siblings = [s for s in gallery().of(found.group) if s.template == found.template]
    return _with_frames(_page(request, "gallery/framed.html", {**context, "siblings": siblings}))


@shown
def image(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the specimens."""
    if name not in pictures.names():
        raise Http404
    return HttpResponse(
        pictures.encoded(name), content_type=pictures.KINDS[name.rpartition(".")[2]]
    )


@shown
def sheet(request: HttpRequest) -> HttpResponse:
    """Rules that show the tokens of the theme."""
    return HttpResponse(tokens.sheet(), content_type="text/css")


class Family:
    """The specimens of one template, with what its source says."""

    def __init__(self, specimens: list[Specimen]):
        self.specimens = specimens
        self.template = specimens[0].template
        self.title = specimens[0].title
        self.comment = sources.marked_up(sources.comment_of(self.template))
        self.is_replaced = self.template in current().overrides

    @property
    def notes(self) -> list[str]:
        return list(dict.fromkeys(note for s in self.specimens for note in s.notes))


def families(group: Group) -> list[Family]:
    specimens = sorted(gallery().of(group), key=_first_place(group))
    return [Family(list(same)) for _name, same in groupby(specimens, key=lambda s: s.template)]


def _first_place(group: Group) -> Callable[[Specimen], int]:
    """Where the first specimen of the same template stands: those of one template go together."""
    places: dict[str, int] = {}
    for place, one in enumerate(gallery().of(group)):
        places.setdefault(one.template, place)
    return lambda specimen: places[specimen.template]


def scene_of(request: HttpRequest) -> Scene:
    """This site's surroundings; a frame of ours does not say again that a theme is tried."""
    preview = "" if FRAMED in request.GET else getattr(request, "theme_preview", "")
    return on_site(frame_of(request.host_entry), preview)


def _group(name: str) -> Group:
    try:
        return Group(name)
    except ValueError:
        raise Http404 from None


def _specimen(group: str, name: str) -> Specimen:
    found = gallery().find(group, name)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, {**context, "theme_name": current().top.manifest})


def _with_frames(response: HttpResponse) -> HttpResponse:
    response._csp_update = {"frame-src": [SELF]}
    return response
