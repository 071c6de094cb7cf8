"""The way out."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from .identities import leaving
from .identities.views import arriving


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """``/compte/deconnexion/``: ends the sign-in, on every host; a GET only shows the button."""
    if request.method != "POST":
        return redirect("accounts:profile")
    elsewhere = leaving.address(request)
    logout(request)
    return arriving.lead_on(request, elsewhere, "", is_leaving=True) if elsewhere else redirect("/")
