"""Mails, written down with what they tell of and sent afterwards.

``post()`` makes the mail and writes one row in the caller's transaction: what is rolled back sends
nothing, what is committed is sent, however often processes die (sending.py says what is certain).
A mail with words of others is promised instead: its row is filled when it leaves (composing.py).
Nothing is sent within a request: a thread is woken after the commit (waking.py), and the schedule
comes by each minute in any case (``manage.py send_mails``).
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Site

from . import rendering, waking
from .models import Mail
from .voices import Voice, voice_of

LONGEST_SUBJECT = 255  # characters
# What mails of a list say to mail programs (RFC 2369, 2919, 8058); nothing else is let through.
LIST_HEADERS = frozenset(
    {"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "Precedence"}
)
UNSAID = rendering.Made("", "")
LONGEST_HEADER = 900  # characters: a line holds 998 (RFC 5322)


@dataclass(frozen=True)
class Attachment:
    """A file that a mail carries. ``content_type`` has no parameters; texts are in UTF-8."""

    name: str
    content_type: str
    content: bytes


def post(
    kind: str,
    to: str,
    context: dict[str, Any],
    *,
    site: Site | None = None,
    person: models.Model | None = None,
    reply_to: str = "",
    waits: timedelta = timedelta(),
    expires_in: timedelta | None = None,
    attachment: Attachment | None = None,
) -> Mail:
    """Put the mail ``kind`` to the address ``to`` into the outbox, in the caller's transaction.

    ``mail/<kind>.txt`` is its text, whose first line is the subject, ``mail/<kind>.html`` its HTML
    (made from the text where there is none). ``site`` is the site it comes from (None: the portal):
    its look, its name, its host in every link. ``person`` is the account it is for, if any: it is
    written in their language. Whoever answers writes to ``reply_to``. ``attachment`` goes with it.
    It is not sent before ``waits`` is over (call_back), and after ``expires_in`` not worth sending
    any more.

    Raises BadHeaderError for an address that no mail can be sent to.
    """
    voice = voice_of(site)
    made = rendering.render(kind, context, voice, rendering.language_of(person))
    return write(
        kind,
        to,
        made,
        sender=sender_of(voice),
        site=voice.site,
        person=person,
        reply_to=reply_to,
        waits=waits,
        expires_in=expires_in,
        attachment=attachment,
    )


def write(kind: str, to: str, made: rendering.Made, **told: Any) -> Mail:
    """One row (``row``), and somebody woken after the commit."""
    mail = row(kind, to, made, **told)
    mail.save(force_insert=True)
    transaction.on_commit(waking.wake, robust=True)
    return mail


def write_all(mails: Sequence[Mail]) -> None:
    """Many rows (``row``) at once, and somebody woken after the commit."""
    Mail.objects.bulk_create(mails)
    transaction.on_commit(waking.wake, robust=True)


def promise(kind: str, to: str, about: dict[str, Any], **told: Any) -> Mail:
    """Like ``post`` for a mail that is composed when it leaves (``promised``)."""
    mail = promised(kind, to, about, **told)
    mail.save(force_insert=True)
    transaction.on_commit(waking.wake, robust=True)
    return mail


def promised(
    kind: str, to: str, about: dict[str, Any], *, site: Site | None = None, **told: Any
) -> Mail:
    """A mail whose words are put in when it leaves (composing.py), not written down yet.

    ``about`` is what they are found by: numbers and codes, in JSON. Raises BadHeaderError.
    """
    voice = voice_of(site)
    return row(kind, to, UNSAID, sender=sender_of(voice), site=voice.site, about=about, **told)


def filled(
    mail: Mail, to: str, context: dict[str, Any], *, site: Site | None, person: models.Model | None
) -> Mail:
    """What a composer answers for a promised ``mail`` without headers of lists."""
    voice = voice_of(site)
    made = rendering.render(mail.kind, context, voice, rendering.language_of(person))
    return row(mail.kind, to, made, sender=sender_of(voice), site=voice.site)


def row(
    kind: str,
    to: str,
    made: rendering.Made,
    *,
    sender: str,
    reply_to: str = "",
    waits: timedelta = timedelta(),
    expires_in: timedelta | None = None,
    headers: Mapping[str, str] | None = None,
    attachment: Attachment | None = None,
    **owner: Any,
) -> Mail:
    """A mail that is not written down yet. Raises BadHeaderError."""
    now = timezone.now()
    return Mail(
        kind=kind,
        to=_address(to),
        reply_to=_address_or_none(reply_to),
        sender=sender,
        subject=" ".join(made.subject.split())[:LONGEST_SUBJECT],
        text=made.text,
        html=made.html,
        headers=_headers(headers or {}),
        message_id=_message_id(sender),
        created_at=now,
        due_at=now + waits,
        expires_at=now + expires_in if expires_in else None,
        **_attached(attachment),
        **owner,
    )


@transaction.atomic
def call_back(mail_id: int) -> bool:
    """Take back a mail that nobody began to send; whether it was in time."""
    untouched = Mail.objects.filter(pk=mail_id, state=Mail.State.WAITING, attempts=0)
    mail = untouched.select_for_update().first()  # a sender takes what nobody holds
    if mail:
        mail.delete()
    return mail is not None


def _attached(attachment: Attachment | None) -> dict[str, Any]:
    """The columns of a mail that hold its file."""
    if attachment is None:
        return {}
    return {
        "attached_name": attachment.name,
        "attached_type": attachment.content_type,
        "attached": attachment.content,
    }


def forget(person: models.Model | None, *addresses: str) -> int:
    """Delete every mail that tells of ``person`` or of one of their addresses; how many."""
    deleted, _each = Mail.objects.of(person, *addresses).delete()
    return deleted


def purge() -> int:
    """Delete what was sent, refused or let go longer ago than settings.RETENTION says; how many."""
    before = timezone.now() - timedelta(days=settings.RETENTION["mails"]["days"])
    deleted, _each = (
        Mail.objects.exclude(state__in=Mail.OPEN).filter(created_at__lt=before).delete()
    )
    return deleted


def _address(text: str) -> str:
    """``text`` when it is one address and nothing else (RFC 5322: headers end at a line break)."""
    address = text.strip(" ")
    try:
        validate_email(address)
        address.rpartition("@")[2].encode("idna")
    except (ValidationError, UnicodeError) as error:
        raise BadHeaderError("no mail can be sent to this address") from error
    if not address.isprintable() or "," in address:
        raise BadHeaderError("no mail can be sent to this address")
    return address


def _address_or_none(text: str) -> str:
    """An address to answer to is typed by strangers: a bad one costs nobody the mail."""
    try:
        return _address(text) if text else ""
    except BadHeaderError:
        return ""


def _headers(told: Mapping[str, str]) -> dict[str, str]:
    """``told`` when each is one line of a header that we know (RFC 5322: they end at a break)."""
    for name, value in told.items():
        is_line = value.isascii() and value.isprintable() and 0 < len(value) <= LONGEST_HEADER
        if name not in LIST_HEADERS or not is_line:
            raise BadHeaderError(f"{name} cannot be sent with a mail")
    return dict(told)


def sender_of(voice: Voice) -> str:
    """The install's address under the name of the site, as RFC 5322 writes both."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return str(Address(" ".join(voice.site_name.split()), addr_spec=address))


def _message_id(sender: str) -> str:
    """Fixed now, so that a mail that reaches somebody twice is recognised as one (RFC 5322)."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{secrets.token_hex(16)}@{domain.encode('idna').decode('ascii')}>"
