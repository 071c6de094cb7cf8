"""The mails of the demo, which nobody receives: what the outbox holds, the newest first.

The demo's settings let the outbox keep what it has « sent » (``MAIL_KEEPS_CONTENT``), and a mail is
here as soon as it is written down.
"""

from sites.notifications.models import Mail

NEWEST = 200  # how many are listed


def saved() -> list[Mail]:
    """The newest mails, the last one first."""
    return list(Mail.objects.select_related("site").order_by("-pk")[:NEWEST])


def find(pk: int) -> Mail | None:
    """One of them, by its number."""
    return Mail.objects.select_related("site").filter(pk=pk).first()
