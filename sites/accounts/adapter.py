"""What django-allauth does our way: the pipeline of a sign-in ends in a hand-off."""

from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from sites.moderation.sanctions import bars
from sites.moderation.views import barred

from . import journal
from .confirming import ConfirmingAdapter
from .crossing import destinations
from .factors import policy


class Adapter(ConfirmingAdapter, DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # by our own pages only: sites/accounts/entering

    def is_safe_url(self, url: str) -> bool:
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_login(self, request: HttpRequest, user, **kwargs) -> HttpResponse | None:
        refusal = super().pre_login(request, user, **kwargs)
        if refusal is None and (suspension := bars(user)):
            clear_login(request)
            journal.note("sign-in", "suspended", request, user)
            return barred(request, suspension)
        return refusal

    def login(self, request: HttpRequest, user) -> None:
        super().login(request, user)
        journal.note("sign-in", "ok", request, user)

    def post_login(self, request, user, *, redirect_url, **kwargs) -> HttpResponse:
        destination = destinations.of_address(redirect_url)
        if guide := policy.invitation(request, user):
            query = urlencode({destinations.NEXT: destination.address()})
            return HttpResponseRedirect(f"{guide}?{query}")
        return destinations.go_on(request, destination)

    def respond_user_inactive(self, request: HttpRequest, user) -> HttpResponse:
        clear_login(request)
        return render(request, "accounts/closed.html", status=403)

    def add_message(self, *args, **kwargs) -> None:
        """No « you have signed in »: the page that follows shows it."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """None of allauth's mails: ours go through the outbox."""
