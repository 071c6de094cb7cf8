"""Where a specimen is shown: a request that nobody sent, on a site that lacks nothing."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from cms.pages.chrome import Frame

from .material import sites


@dataclass(frozen=True)
class Scene:
    """``chrome`` is what surrounds the pages of the site, with nothing missing."""

    chrome: Frame
    path: str = "/"
    theme_preview: str = ""

    def request(self) -> HttpRequest:
        """A reader's GET of ``path``; it knows of no host, so that nothing asks the database."""
        request = RequestFactory().get(self.path)
        request.user = AnonymousUser()
        request.host_entry = None
        request.site = None
        request.council = None
        if self.theme_preview:
            request.theme_preview = self.theme_preview  # type: ignore[attr-defined]
        return request

    def at(self, path: str) -> "Scene":
        return replace(self, path=path)

    @property
    def council_chrome(self) -> Frame:
        """The chrome of a council's site, wherever we are."""
        return self.chrome if self.chrome.council else sites.as_council(self.chrome)

    @property
    def portal_chrome(self) -> Frame:
        return sites.as_portal(self.chrome)


def anywhere() -> Scene:
    """A scene without any site, for checks."""
    return Scene(sites.frame())


def on_site(frame: Frame, theme_preview: str = "") -> Scene:
    """The site of ``frame``, with what it lacks added."""
    return Scene(sites.completed(frame), theme_preview=theme_preview)
