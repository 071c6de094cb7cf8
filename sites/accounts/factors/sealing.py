"""Secrets that we must be able to read again are sealed before they are kept.

A copy of the database without SECRET_KEY holds no key of an app and no code. After a change of
SECRET_KEY, SECRET_KEY_FALLBACKS still opens what was sealed before.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"quartiers.second-factor"


def seal(text: str) -> str:
    """``text`` as it may be kept."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; empty when no key of ours opens it."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def _keys() -> MultiFernet:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    digest = hashlib.blake2b(PURPOSE, key=hashlib.sha256(secret.encode()).digest(), digest_size=32)
    return base64.urlsafe_b64encode(digest.digest())
