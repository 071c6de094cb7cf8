"""Signing in and out on one site."""

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .forms import TOO_MANY, SignInForm


class SignIn(LoginView):
    """``/compte/connexion/``: by e-mail and password, for this host."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    next_page = "accounts:profile"

    def get_redirect_url(self) -> str:  # type: ignore[override]
        """Where to go on to: a path of this host, and not back to this page."""
        url = super().get_redirect_url()
        is_path = url.startswith("/") and not url.startswith(reverse("accounts:login"))
        return url if is_path else ""

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error("__all__", TOO_MANY):
            response.status_code = 429
        return response


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """``/compte/deconnexion/``: ends the session of this host; a GET only shows the button."""
    if request.method != "POST":
        return redirect("accounts:profile")
    logout(request)
    return redirect("/")
