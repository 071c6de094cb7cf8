"""Links of mails: signed, each with a salt of its own; opening one changes nothing.

They are worth what their registration is worth: the page behind a link says what became of it.
"""

from django.core import signing

from ..models.registration import Registration

CONFIRM, CANCEL, ACCEPT = "confirmer", "annuler", "accepter"
ROOT = "/inscription/"


def path_of(act: str, row: Registration) -> str:
    return f"{ROOT}{act}/{signing.dumps(row.pk, salt=_salt(act))}/"


def found(act: str, token: str) -> Registration | None:
    """The registration of a link of ours; None for one that is forged or whose row is gone."""
    try:
        key = signing.loads(token, salt=_salt(act))
    except signing.BadSignature:
        return None
    rows = Registration.objects.select_related("gathering__page", "user")
    return rows.filter(pk=key).first() if isinstance(key, int) else None


def _salt(act: str) -> str:
    return f"quartiers.registration.{act}"
