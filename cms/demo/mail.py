"""Mails that Django's file backend saved instead of sending them.

It writes one file per connection; in it every message ends with a line of 79 dashes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

_END = re.compile(rb"^-{79}$", re.MULTILINE)
NEWEST = 200  # how many are listed


@dataclass(frozen=True)
class Mail:
    """A saved mail. ``key`` finds it again: its file and its place in it; ``html`` may be empty."""

    key: str
    sent_at: datetime | None
    sender: str
    to: str
    subject: str
    text: str
    html: str


def saved() -> list[Mail]:
    """The newest saved mails, the last one first."""
    files = sorted(_folder().glob("*.log"), reverse=True)[:NEWEST]
    found = [mail for file in files for mail in reversed(list(_read(file)))]
    return found[:NEWEST]


def find(key: str) -> Mail | None:
    """The mail ``key`` names; None when there is no such mail."""
    return next((mail for mail in saved() if mail.key == key), None)


def _folder() -> Path:
    return Path(getattr(settings, "EMAIL_FILE_PATH", None) or settings.VAR_DIR / "mail")


def _read(file: Path) -> Iterator[Mail]:
    parts = [part.strip() for part in _END.split(file.read_bytes())]
    for place, raw in enumerate(filter(None, parts)):
        yield _mail(f"{file.stem}-{place}", message_from_bytes(raw, policy=policy.default))


def _mail(key: str, message: EmailMessage) -> Mail:
    return Mail(
        key=key,
        sent_at=_date(message),
        sender=str(message.get("From", "")),
        to=str(message.get("To", "")),
        subject=str(message.get("Subject", "")),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _date(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
