"""Where these pages are: on the portal, when the install has providers at all."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def on_portal(view: View) -> View:
    """Nothing at this address elsewhere: sign-in and passkeys are bound to the portal's host."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.site is None or request.council is not None:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(checked)
