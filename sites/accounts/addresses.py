"""The one form in which e-mail addresses are kept and looked up, wherever they come from.

Two spellings of one mailbox would be two accounts, or an account that its owner cannot find again.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode

from sites.delivery.forms import ADDRESS

LONGEST = 254  # characters (RFC 5321, erratum 1690)


def tidy(text: str) -> str:
    """``text`` without capitals and in compatibility form (NFKC).

    « ＠ » and full-width letters are what keyboards of other scripts write, and what mail servers
    read as plain letters.
    """
    return unicodedata.normalize("NFKC", text).strip().lower()


def check(address: str) -> None:
    """Raise ValidationError for what looks like an address and that no mail can be sent to."""
    domain = address.rpartition("@")[2]
    try:
        punycode(domain)
    except UnicodeError as error:  # Django's pattern lets some pass that no mail can name
        raise ValidationError(ADDRESS, code="invalid") from error
    if not address.isprintable() or "," in address:  # the outbox takes one address, and only that
        raise ValidationError(ADDRESS, code="invalid")


def tidy_or_none(text: str) -> str:
    """``text`` in that form; empty when no mail can be sent to it."""
    address = tidy(text)
    if len(address) > LONGEST:  # compatibility forms may be longer than what stood for them
        return ""
    try:
        validate_email(address)
        check(address)
    except ValidationError:
        return ""
    return address
