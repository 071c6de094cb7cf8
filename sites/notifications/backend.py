"""Django's door to the outbox: what packages send with ``send_mail`` waits there like ours.

Wagtail tells editors of comments and of work to approve from within their requests; those mails
must neither keep anybody waiting nor be lost. They keep their own words and wear no site's look.
"""

from collections.abc import Sequence

from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from . import outbox
from .rendering import Made

KIND = "other"


class OutboxBackend(BaseEmailBackend):
    """Writes one row for each recipient of a message. Attachments are not carried."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        return sum(self._write(message) for message in messages)

    def _write(self, message: EmailMessage) -> bool:
        try:
            for address in message.recipients():
                outbox.write(
                    KIND,
                    address,
                    Made(str(message.subject), str(message.body), _html(message)),
                    sender=message.from_email,
                    reply_to=next(iter(message.reply_to), ""),
                )
        except BadHeaderError:
            if not self.fail_silently:
                raise
            return False
        return bool(message.recipients())


def _html(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    parts = [tuple(part) for part in message.alternatives]
    return next((str(content) for content, kind in parts if kind == "text/html"), "")
