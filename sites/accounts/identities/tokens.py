"""Believing what a provider signed: OpenID Connect Core 1.0, 3.1.3.7 (id_token), 5.3.2 (userinfo).

``none`` and HMAC are not among the algorithms: with them, whoever knows the public key signs.
"""

import hashlib
import hmac
import time
from base64 import urlsafe_b64encode
from typing import Any

import jwt

from . import metadata
from .errors import Refused, TooWeak
from .providers import Provider

ALGORITHMS = ("RS256", "ES256")
LEEWAY = 30  # seconds that clocks may differ
OLDEST = 600  # seconds since an id_token was made
LONGEST = 16 * 1024  # characters
LONGEST_SUB = 255  # Core, 2


def id_token(provider: Provider, token: str, *, nonce: str, access_token: str) -> dict[str, Any]:
    """The claims of an id_token made for us, now, for this flow; Refused or TooWeak."""
    claims = _signed(provider, token, ["iss", "sub", "aud", "exp", "iat"])
    _for_us_alone(provider, claims)
    if not isinstance(claims["iat"], int) or claims["iat"] < time.time() - OLDEST - LEEWAY:
        raise Refused("id_token: iat")
    if not _same(claims.get("nonce"), nonce):
        raise Refused("id_token: nonce")
    if "at_hash" in claims and not _same(claims["at_hash"], half_hash(access_token)):
        raise Refused("id_token: at_hash")
    if not provider.reaches(level(claims)):
        raise TooWeak("id_token: acr")
    return claims


def userinfo(provider: Provider, token: str) -> dict[str, Any]:
    """The claims of a signed userinfo, which says who made it and for whom; Refused."""
    claims = _signed(provider, token, ["iss", "sub", "aud"])
    _for_us_alone(provider, claims)
    return claims


def level(claims: dict[str, Any]) -> str:
    """How sure the provider is (``acr``); empty when it does not say."""
    acr = claims.get("acr")
    return acr if isinstance(acr, str) else ""


def half_hash(text: str) -> str:
    """The left half of SHA-256, as in ``at_hash`` (3.1.3.6): both our algorithms use it."""
    half = hashlib.sha256(text.encode()).digest()[:16]
    return urlsafe_b64encode(half).rstrip(b"=").decode()


def _signed(provider: Provider, token: str, required: list[str]) -> dict[str, Any]:
    if len(token) > LONGEST:
        raise Refused("token: long")
    try:
        header = jwt.get_unverified_header(token)
        alg = header.get("alg")
        if alg not in ALGORITHMS:
            raise Refused("token: alg")
        claims = jwt.decode(
            token,
            metadata.key(provider, header.get("kid"), alg),
            algorithms=[alg],
            issuer=provider.issuer,
            audience=provider.client_id,
            leeway=LEEWAY,
            options={"require": required},
        )
    except (jwt.PyJWTError, RecursionError) as error:
        raise Refused(f"token: {type(error).__name__}") from error
    if not 0 < len(claims["sub"]) <= LONGEST_SUB:
        raise Refused("token: sub")
    return claims


def _for_us_alone(provider: Provider, claims: dict[str, Any]) -> None:
    """We know no other audience to trust (3.1.3.7, points 3 to 5)."""
    if claims["aud"] not in (provider.client_id, [provider.client_id]):
        raise Refused("token: aud")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise Refused("token: azp")


def _same(said: object, ours: str) -> bool:
    return isinstance(said, str) and hmac.compare_digest(said.encode(), ours.encode())
