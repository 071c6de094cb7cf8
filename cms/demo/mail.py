"""The mails of the demo, which nobody receives: what the outbox holds, the newest first.

The demo's settings let the outbox keep what it has « sent » (``MAIL_KEEPS_CONTENT``), and a mail is
here as soon as it is written down; one that is composed when it leaves, as it would leave now.
"""

from sites.notifications import composing
from sites.notifications.models import Mail

NEWEST = 200  # how many are listed


def saved() -> list[Mail]:
    """The newest mails, the last one first."""
    rows = Mail.objects.select_related("site").order_by("-pk")[:NEWEST]
    return [mail for mail in rows if composing.fill(mail)]


def find(pk: int) -> Mail | None:
    """One of them, by its number."""
    mail = Mail.objects.select_related("site").filter(pk=pk).first()
    return mail if mail and composing.fill(mail) else None
