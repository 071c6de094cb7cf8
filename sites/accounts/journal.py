"""What happened around accounts, one line each, for whoever watches over an install.

Never in a line: addresses, pseudonyms, codes, passwords, what was typed.
"""

import logging
import re

from django.http import HttpRequest

from sites.delivery.network import network_of

logger = logging.getLogger("quartiers.accounts")


def note(
    event: str, outcome: str, request: HttpRequest | None = None, account=None, **facts: object
) -> None:
    """Write ``event outcome account=… network=… fact=…``; ``account`` is a User or None."""
    known = {"account": getattr(account, "pk", None), "network": network_of(request), **facts}
    words = [f"{key}={_plain(value)}" for key, value in known.items() if value not in (None, "")]
    logger.info("%s", " ".join((event, outcome, *words)))


def _plain(value: object) -> str:
    """One word: nothing from outside starts a new line or another fact."""
    return "".join(c if c.isalnum() or c in ".:/_-" else "_" for c in str(value))[:100]


class WithoutKeys(logging.Filter):
    """Takes the keys out of addresses that other parts of the software write into the log.

    A page opened from a mail has one in its address (secrets.token_urlsafe(32), or a signature of
    django.core.signing behind what it signs: 43 characters), and Django logs the address of
    whatever it refuses.
    """

    KEY = re.compile(r"(?<=[/:])[A-Za-z0-9_-]{43}(?=[/?\s]|$)")

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(self._without(value) for value in record.args)
        record.msg = self._without(record.msg)
        return True

    def _without(self, value: object) -> object:
        return self.KEY.sub("…", value) if isinstance(value, str) else value
