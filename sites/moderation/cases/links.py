"""Signed links to a decision: its author reads and contests it without signing in."""

from datetime import datetime

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from sites.moderation.durations import APPEALS
from sites.moderation.links import root_of
from sites.moderation.models import Decision

SALT = "quartiers.moderation.decision"


def token_of(decision: Decision) -> str:
    """What names a decision in a link; nobody else can make it."""
    return signing.dumps([decision.pk, decision.author_id], salt=SALT)


def found(token: str) -> Decision:
    """The decision that ``token`` names. Raises DoesNotExist for a link we did not make, and for
    one about an account that is gone."""
    try:
        pk, author_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Decision.DoesNotExist from None
    if author_id is None:
        raise Decision.DoesNotExist
    rows = Decision.objects.select_related("case__council__site", "author", "appeal")
    return rows.get(pk=pk, author=author_id)


def open_until(decision: Decision) -> datetime:
    """The moment from which no appeal is taken any more."""
    return decision.decided_at + APPEALS


def is_open(decision: Decision) -> bool:
    """Whether the time to appeal lasts: [decided_at, open_until)."""
    return timezone.now() < open_until(decision)


def path_of(decision: Decision) -> str:
    return reverse("moderation:decision", args=[token_of(decision)])


def url_of(decision: Decision) -> str:
    """The full address, on the council's site or the portal."""
    return root_of(decision.case.council) + path_of(decision)
