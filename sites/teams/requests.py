"""A request of somebody who works in the admin."""

from django.http import HttpRequest

from sites.accounts.models import User


class TeamRequest(HttpRequest):
    """What screens get: Wagtail's admin lets nobody in who is not signed in."""

    user: User
