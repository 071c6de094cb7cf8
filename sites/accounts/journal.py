"""What happened around accounts, one line each, for whoever watches over an install.

Never in a line: addresses, pseudonyms, codes, passwords, what was typed.
"""

import logging

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
