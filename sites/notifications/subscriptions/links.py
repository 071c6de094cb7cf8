"""Signed links of mails about subscriptions: each opens a page with one button.

The signature is all that a link needs: no session, no account. One that is forged is worth nothing,
one whose subscriber is gone says so.
"""

from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.urls import reverse

from .models import Demand, Event, Subscriber

CONFIRMED_WITHIN = timedelta(hours=48)
CONFIRM = "quartiers.subscriptions.confirm"
MANAGE = "quartiers.subscriptions.manage"
STOP = "quartiers.subscriptions.stop"


class Worthless(Exception):
    """Forged, torn, or of something that is no more."""


class TooOld(Worthless):
    """Ours, and asked for too long ago."""


def confirm_path(demand: Demand) -> str:
    key = TimestampSigner(salt=CONFIRM).sign(str(demand.pk))
    return reverse("subscriptions:confirm", args=[key])


def read_confirm(key: str) -> int:
    """The key of the demand. Raises Worthless or TooOld."""
    try:
        return int(TimestampSigner(salt=CONFIRM).unsign(key, max_age=CONFIRMED_WITHIN))
    except SignatureExpired as error:
        raise TooOld from error
    except (BadSignature, ValueError) as error:
        raise Worthless from error


def manage_key(subscriber: Subscriber) -> str:
    return Signer(salt=MANAGE).sign(str(subscriber.pk))


def manage_path(subscriber: Subscriber) -> str:
    return reverse("subscriptions:manage", args=[manage_key(subscriber)])


def read_manage(key: str) -> int:
    """The key of the subscriber. Raises Worthless."""
    try:
        return int(Signer(salt=MANAGE).unsign(key))
    except (BadSignature, ValueError) as error:
        raise Worthless from error


def stop_key(subscriber: Subscriber, event: Event) -> str:
    """Ends what made this event come to them, and nothing else."""
    return Signer(salt=STOP).sign(f"{subscriber.pk}-{event.pk}")


def read_stop(key: str) -> tuple[int, int]:
    """The keys of subscriber and event. Raises Worthless."""
    try:
        subscriber, _dash, event = Signer(salt=STOP).unsign(key).partition("-")
        return int(subscriber), int(event)
    except (BadSignature, ValueError) as error:
        raise Worthless from error
