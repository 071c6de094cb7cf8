"""Signed links to an appeal: whoever may not sign in can still contest."""

from datetime import datetime

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from sites.councils.hosts import table
from sites.councils.models import Council

from .durations import APPEALS
from .models import Suspension

SALT = "quartiers.moderation.appeal"


class Expired(Exception):
    """The time to appeal is over."""


def token_of(suspension: Suspension) -> str:
    """What names a suspension in a link; nobody else can make it."""
    return signing.dumps([suspension.pk, suspension.account_id], salt=SALT)


def found(token: str) -> Suspension:
    """The suspension that ``token`` names. Raises DoesNotExist for a link we did not make."""
    try:
        pk, account_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Suspension.DoesNotExist from None
    rows = Suspension.objects.select_related("account", "council", "appeal")
    return rows.get(pk=pk, account=account_id, starts_at__isnull=False)


def open_until(suspension: Suspension) -> datetime:
    """The moment from which no appeal is taken any more."""
    return suspension.since + APPEALS


def is_open(suspension: Suspension) -> bool:
    """Whether the time to appeal lasts: [starts_at, open_until)."""
    return timezone.now() < open_until(suspension)


def appeal_path(suspension: Suspension) -> str:
    return reverse("suspensions:appeal", args=[token_of(suspension)])


def appeal_url(suspension: Suspension) -> str:
    """The full address, on the council's site or the portal."""
    return root_of(suspension.council) + appeal_path(suspension)


def root_of(council: Council | None) -> str:
    """The site that speaks to the person: the council's, or the portal."""
    hosts = table()
    return hosts.council_url(council.pk) if council else hosts.portal_url
