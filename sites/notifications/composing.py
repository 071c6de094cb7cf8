"""Mails that say what others wrote: their words are put in when a mail leaves.

A mail may wait for days, and what it tells of may be hidden, changed or closed to its reader within
the hour. Such a row of the outbox holds what its words are found by (``Mail.about``) and not one of
the words. Who wrote it down registers for its kind who composes it, by the rules of that moment:
asked again at each attempt, after the mail server has answered. Its Message-ID stays what it was.
"""

import logging
from collections.abc import Callable

from django.core.mail import BadHeaderError
from django.db import InterfaceError, OperationalError

from .models import Mail

logger = logging.getLogger(__name__)

# What the mail says now, as ``outbox.row`` makes it; None when nothing is left to be said.
Composer = Callable[[Mail], Mail | None]
COMPOSED = ("to", "sender", "reply_to", "subject", "text", "html", "headers", "site")

_composers: dict[str, Composer] = {}


class NotComposed(Exception):
    """A fault of ours: once it is mended, the mail leaves."""


def register(kind: str, composer: Composer) -> None:
    _composers[kind] = composer


def fill(mail: Mail) -> bool:
    """Put the words into ``mail``, which is not saved; False when it need not leave any more.

    No query for a mail that holds its own. Raises NotComposed, and BadHeaderError for an address
    that no mail goes to.
    """
    if not mail.about:
        return True
    made = _composed(mail)
    for name in COMPOSED if made else ():
        setattr(mail, name, getattr(made, name))
    return made is not None


def _composed(mail: Mail) -> Mail | None:
    composer = _composers.get(mail.kind)
    if composer is None:
        logger.error("mail %s: nobody composes %s any more", mail.pk, mail.kind)
        return None
    try:
        return composer(mail)
    except (OperationalError, InterfaceError, BadHeaderError):
        raise
    except Exception as error:
        logger.exception("mail %s (%s) is not composed", mail.pk, mail.kind)
        raise NotComposed from error
