"""Sending what waits in the outbox, each mail under a lease.

What is certain, whatever dies and whenever (``kill -9`` included):

- **No mail is lost.** A row is taken, sent, and marked as sent only after the server has said that
  it has the mail (250 after the final dot, RFC 5321 §6.1). A sender that dies before leaves a lease
  that ends, and somebody else sends.
- **No mail is sent twice by two senders at once**: a lease is longer than an attempt may last, and
  only its holder may write what became of the mail.
- **A mail can leave twice in one case**, which SMTP cannot exclude (RFC 1047): its sender dies, or
  loses the server, after the server took the mail and before that was committed here. That moment
  is kept as short as it can be: one UPDATE, alone in its transaction, before anything else is done,
  for this one mail. Both copies carry the same Message-ID, fixed when the mail was written down,
  and are at least ``LEASE`` apart, so that whoever receives recognises the second (large providers
  and Exchange drop it). The other choice, marking first, would lose the mail instead; a second copy
  of a code harms nobody. A process that is told to end (SIGTERM) finishes its mail: only one that
  is killed can do this.

A mail that says what others wrote is composed anew for each attempt (composing.py); one of which
nothing is left by then is let go like one that is late.

Refusals: 5xx for this recipient or this content is final. 4xx and broken connections are tried
again after 1, 2, 4… minutes, six hours at most, for three days (patience.py). A server that cannot
be reached ends the pass and makes no mail fail, however long it is away: the first one waits, five
minutes at most, the others not even that, and all go out when it is back.
"""

import logging
import secrets
import smtplib
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from sites.delivery import stopping

from . import composing
from .models import EMPTY, Mail
from .patience import GIVE_UP, delay

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than connecting, talking and waiting for the last answer
AWAY_DELAY = timedelta(minutes=5)  # at most, while the server itself is away
PASS = 45.0  # seconds that one pass may take; the next one is a minute away
RECORDING = (0, 1, 2, 4, 8, 16)  # seconds between attempts to write down what was sent

State = Mail.State


@dataclass
class Pass:
    """What one pass did."""

    sent: int = 0
    refused: int = 0
    delayed: int = 0
    expired: int = 0
    away: bool = False


class Away(Exception):
    """The server cannot be reached or does not let us in: no mail's fault."""


def run(seconds: float = PASS) -> Pass:
    """Send what is due, in the order of ``take``, until nothing is left, time is over or this
    process is told to end.
    """
    done = Pass(expired=expire())
    ends_at = time.monotonic() + seconds
    with Line() as line:
        while not (done.away or stopping.asked.is_set() or time.monotonic() > ends_at):
            mail = take()
            if mail is None:
                break
            _attempt(mail, line, done)
    return done


def expire() -> int:
    """Let go of what is not worth sending any more, and of its codes and links; how many."""
    late = Mail.objects.open().filter(expires_at__lte=timezone.now())
    # What is being sent at this moment is let be: its sender writes what became of it.
    late = late.filter(due_at__lte=timezone.now())
    return late.update(state=State.EXPIRED, lease="", **_emptied())


def drop() -> int:
    """Let go of everything that waits: after a restored backup it may have been sent long ago."""
    return Mail.objects.open().update(state=State.EXPIRED, lease="", **_emptied())


# Leases -------------------------------------------------------------------------------------------


def take() -> Mail | None:
    """The mail that has waited longest, under a new lease; None when nothing is due.

    Of thousands that were written at once, each waits for those that were written alone.
    """
    while True:
        with transaction.atomic():
            due = Mail.objects.open().filter(due_at__lte=timezone.now())
            due = due.order_by("is_bulk", "due_at", "pk")
            mail = due.select_for_update(skip_locked=_can_skip()).first()
            if mail is None or _leased(mail):
                return mail


def _can_skip() -> bool:
    return connection.features.has_select_for_update_skip_locked


def _leased(mail: Mail) -> bool:
    """Take the lease of ``mail`` unless somebody did between our reading and now (SQLite)."""
    seen = {"lease": mail.lease, "attempts": mail.attempts}
    taken = {
        "lease": secrets.token_hex(16),
        "attempts": mail.attempts + 1,
        "state": State.SENDING,
        "due_at": timezone.now() + LEASE,
    }
    for name, value in taken.items():
        setattr(mail, name, value)
    return bool(Mail.objects.open().filter(pk=mail.pk, **seen).update(**taken))


def _record(mail: Mail, **became: Any) -> None:
    """Write down what became of ``mail``, in its own transaction, if the lease is still ours.

    A database that is away for a moment is waited for: what was sent and is not known to be would
    be sent again.
    """
    for seconds in RECORDING:
        time.sleep(seconds)
        try:
            ours = Mail.objects.filter(pk=mail.pk, lease=mail.lease)
            if not ours.update(lease="", **became):
                logger.warning("mail %s: the lease ended before the attempt did", mail.pk)
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
    raise OperationalError(f"mail {mail.pk}: what became of it could not be written down")


def _emptied() -> dict[str, str | None]:
    return {} if settings.MAIL_KEEPS_CONTENT else EMPTY


def _left(mail: Mail) -> dict[str, Any]:
    """What stays of a mail that was sent: nothing, or in a demo what it said."""
    if not settings.MAIL_KEEPS_CONTENT:
        return EMPTY
    if not mail.about:
        return {}
    return {"about": {}} | {name: getattr(mail, name) for name in composing.COMPOSED}


# One attempt --------------------------------------------------------------------------------------


def _attempt(mail: Mail, line: "Line", done: Pass) -> None:
    try:
        line.open()  # before composing: while a server makes us wait, something may be hidden
        if not composing.fill(mail):
            done.expired += 1
            _record(mail, state=State.EXPIRED, error="", **EMPTY)
            return
        line.send(mail)
    except Away as error:
        done.away = True
        _later(mail, error.__cause__ or error, delay(mail.attempts, AWAY_DELAY))
        logger.warning("mails wait, the server is away: %s", _told(error.__cause__ or error))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        line.hang_up()
        if is_final(error) or mail.postponed >= GIVE_UP:
            done.refused += 1
            _refuse(mail, error)
        else:
            done.delayed += 1
            times = mail.postponed + 1
            _later(mail, error, delay(times), postponed=times)
    else:
        _record(mail, state=State.SENT, sent_at=timezone.now(), error="", **_left(mail))
        done.sent += 1


def _later(mail: Mail, error: BaseException, wait: timedelta, **more: Any) -> None:
    due_at = timezone.now() + wait
    _record(mail, state=State.WAITING, due_at=due_at, error=_told(error), **more)


def _refuse(mail: Mail, error: Exception) -> None:
    _record(mail, state=State.FAILED, error=_told(error), **_emptied())
    logger.error("mail %s (%s) is not sent: %s", mail.pk, mail.kind, _told(error))


def is_final(error: Exception) -> bool:
    """Whether trying again would only be told the same: 5xx for this recipient or this content.

    A refused sender, password or greeting is a fault of the install: mended, the mail goes out.
    """
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError):
        return False
    code = _code(error)
    if code:
        return 500 <= code <= 599
    return isinstance(error, smtplib.SMTPNotSupportedError | ValueError)  # cannot be written


def _code(error: BaseException) -> int:
    """What the server answered, 0 when it did not."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=0)
    return getattr(error, "smtp_code", 0) or 0


def _told(error: BaseException) -> str:
    """An error without its text, which may quote the address."""
    return f"{type(error).__name__} {_code(error) or ''}".strip()[:80]


# The connection -----------------------------------------------------------------------------------


class Line:
    """One connection to the mail server, opened for the first mail and kept for the others."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *failed) -> None:
        self.hang_up()

    def open(self) -> None:
        """Connect, unless that is done. Raises Away."""
        self._opened()

    def send(self, mail: Mail) -> None:
        """Hand ``mail`` over. Raises Away, or what the server answered."""
        if not self._opened().send_messages([as_message(mail)]):
            raise ConnectionError("the backend sent nothing")

    def hang_up(self) -> None:
        """End the connection; a next mail opens another."""
        backend, self._backend = self._backend, None
        try:
            if backend:
                backend.close()
        except Exception as error:  # it is broken already: nothing depends on a last word
            logger.debug("hanging up: %s", type(error).__name__)

    def _opened(self) -> BaseEmailBackend:
        if self._backend is None:
            backend = get_connection(settings.MAIL_BACKEND)
            try:
                backend.open()
            except Exception as error:
                raise Away from error
            self._backend = backend
        return self._backend


def as_message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as Python knows it. Answering machines do not answer to it (RFC 3834)."""
    headers = {"Message-ID": mail.message_id, **mail.headers}
    if not mail.reply_to:
        headers["Auto-Submitted"] = "auto-generated"
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender,
        [mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.attached is not None:
        message.attach(mail.attached_name, bytes(mail.attached), mail.attached_type)
    return message
