"""Pages that were made for somebody are nobody else's; a sign-in that is used goes on."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from . import sign_ins


class PersonalPagesMiddleware:
    """No cache on the way keeps what is answered to a browser that holds a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        self.keep_up(request)
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        if "no-store" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True)
        return response

    @staticmethod
    def keep_up(request: HttpRequest) -> None:
        if sign_ins.is_of_another_host(request):
            request.session.flush()
        elif sign_ins.is_over(request):
            logout(request)
        elif sign_ins.current(request):
            sign_ins.touch(request)
