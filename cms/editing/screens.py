"""The furniture of a quick form's screen: its title, and the path from the first screen to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sites.delivery.furniture import furniture


def screen(
    request: HttpRequest, template: str, title: str, icon: str, status: int = 200, **context
) -> HttpResponse:
    """A page of the admin. ``template`` below templates/wagtailadmin/."""
    around = furniture(title, icon=icon)
    return render(request, f"wagtailadmin/{template}", around | context, status=status)
