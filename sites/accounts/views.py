"""The way out."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """``/compte/deconnexion/``: ends the sign-in, on every host; a GET only shows the button."""
    if request.method != "POST":
        return redirect("accounts:profile")
    logout(request)
    return redirect("/")
