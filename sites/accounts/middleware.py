"""Pages that were made for somebody are nobody else's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


class PersonalPagesMiddleware:
    """No cache on the way keeps what is answered to a browser that holds a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_vary_headers(response, ["Cookie"])
            if "no-store" not in response.get("Cache-Control", ""):
                patch_cache_control(response, private=True)
        return response
