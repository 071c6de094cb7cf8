"""Where the demo answers: its port is part of every address its sites write."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Site

from .content.sites import DOMAIN


@transaction.atomic
def answer_on(port: int) -> int:
    """Give every site of the demo ``port``; returns how many had another one.

    Saving a site makes every process read the table of hosts again.
    """
    settings.WAGTAILADMIN_BASE_URL = f"http://{settings.ADMIN_HOST}:{port}"
    moved = [
        site
        for site in Site.objects.exclude(port=port)
        if site.hostname == DOMAIN or site.hostname.endswith(f".{DOMAIN}")
    ]
    for site in moved:
        site.port = port
        site.save()
    return len(moved)
