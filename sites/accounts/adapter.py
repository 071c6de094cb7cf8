"""What django-allauth does our way: the pipeline of a sign-in ends in a hand-off."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from . import journal
from .crossing import destinations


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # by our own pages only: sites/accounts/entering

    def is_safe_url(self, url: str) -> bool:
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def login(self, request: HttpRequest, user) -> None:
        super().login(request, user)
        journal.note("sign-in", "ok", request, user)

    def post_login(self, request, user, *, redirect_url, **kwargs) -> HttpResponse:
        return destinations.go_on(request, destinations.of_address(redirect_url))

    def respond_user_inactive(self, request: HttpRequest, user) -> HttpResponse:
        clear_login(request)
        return render(request, "accounts/closed.html", status=403)

    def add_message(self, *args, **kwargs) -> None:
        """No « you have signed in »: the page that follows shows it."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """None of allauth's mails: ours go through the outbox."""
