"""Where the demo answers: its port is part of every address its sites write."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from sites.councils.addresses import MAX_PORT

from .content.sites import DOMAIN


def port_number(text: str) -> int:
    """The port that ``text`` names. Raises ValidationError, in words, for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_PORT))
    if not is_number or not 0 < int(text) <= MAX_PORT:
        message = _("« %(port)s » n’est pas un numéro de port (de 1 à 65535).")
        raise ValidationError(message % {"port": text})
    return int(text)


def port_now(otherwise: int) -> int:
    """Where the portal of this database answers; ``otherwise`` without one."""
    portal = Site.objects.filter(hostname=DOMAIN).first()
    return portal.port if portal else otherwise


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
