"""Signed links of mails that tell: each opens a page with one button (RFC 8058).

The signature is all that a link needs: no session, no account. It says whose it is and what ends:
all that belongs to one subject, or the digests.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from sites.councils.hosts import table

STOP = "quartiers.notifications.stop"
DIGESTS = "digests"


class Worthless(Exception):
    """Forged or torn."""


def stop_path(person_id: int, what: str) -> str:
    """``what``: a source and a subject of its own, « forum/topic:12 », or DIGESTS."""
    return reverse("telling:stop", args=[Signer(salt=STOP).sign_object([person_id, what])])


def read_stop(key: str) -> tuple[int, str]:
    """Whose it is and what ends. Raises Worthless."""
    try:
        person_id, what = Signer(salt=STOP).unsign_object(key)
    except BadSignature as error:
        raise Worthless from error
    return int(person_id), str(what)


def settings_url() -> str:
    """Where one chooses, for whoever is or gets signed in."""
    return table().portal_url + reverse("telling:settings")
