"""The authorization code flow with one provider: where a person is sent, and who comes back."""

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from sites.accounts import addresses

from . import fetching, metadata, tokens
from .errors import Refused
from .providers import STRONG, Provider, at_least

LONGEST_EMAIL = 254
JWT = "application/jwt"


@dataclass(frozen=True)
class Identity:
    """Who a provider says a person is. ``email`` may be empty; ``is_proven``: the provider vouches
    that they read its mail. ``id_token`` is only good for signing out over there.
    """

    provider: str
    uid: str
    email: str = ""
    is_proven: bool = False
    acr: str = ""
    id_token: str = ""

    @property
    def is_strong(self) -> bool:
        """Two factors were used, of a kind that the State recognises."""
        return at_least(self.acr, STRONG)


def uid(provider: Provider, sub: str) -> str:
    """What we keep of a person's identifier: a digest of issuer and ``sub`` .

    ``sub`` alone means nothing under another issuer: an install that moves from a provider's test
    system to the real one must not let the first ``42`` in as the second. And the table tells
    nobody who these people are over there.
    """
    return hashlib.sha256(f"{provider.issuer}\0{sub}".encode()).hexdigest()


def authorization_url(
    provider: Provider, *, callback: str, state: str, nonce: str, challenge: str
) -> str:
    """Where the person goes. ProConnect refuses parameters that it does not know."""
    fields = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": callback,
        "scope": " ".join(provider.scopes),
        "state": state,
        "nonce": nonce,
        **_level_asked(provider),
    }
    if provider.pkce:
        fields |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    address = metadata.of(provider).authorization
    return f"{address}{'&' if '?' in address else '?'}{urlencode(fields)}"


def _level_asked(provider: Provider) -> dict[str, str]:
    values = list(provider.acr_values)
    if provider.profile.acr_in == "claims":  # without it, ProConnect does not tell the level
        asked = {"essential": True, "values": values} if values else None
        return {"claims": json.dumps({"id_token": {"acr": asked}}, separators=(",", ":"))}
    return {"acr_values": " ".join(values)} if values else {}


def identify(
    provider: Provider, *, code: str, callback: str, nonce: str, verifier: str
) -> Identity:
    """Exchange ``code`` for the identity of whoever came back; any IdentityError."""
    given = _tokens(provider, code, callback, verifier)
    claims = tokens.id_token(
        provider, given["id_token"], nonce=nonce, access_token=given["access_token"]
    )
    about = _about(provider, given["access_token"], claims)
    email = _email(about)
    vouched = provider.email_proven and about.get("email_verified") is True
    return Identity(
        provider=provider.name,
        uid=uid(provider, claims["sub"]),
        email=email,
        is_proven=bool(email) and vouched,
        acr=tokens.level(claims),
        id_token=given["id_token"],
    )


def _tokens(provider: Provider, code: str, callback: str, verifier: str) -> dict[str, str]:
    known = metadata.of(provider)
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback}
    if provider.pkce:
        fields["code_verifier"] = verifier
    authorization = ""
    if provider.profile.secret_in_body or known.takes_secret_in_body:
        fields |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    else:
        authorization = _basic(provider)
    said = fetching.post(known.token, fields, authorization).json()
    if str(said.get("token_type", "")).lower() != "bearer":
        raise Refused("token_type")
    found = {name: said.get(name) for name in ("access_token", "id_token")}
    if not all(isinstance(value, str) and value for value in found.values()):
        raise Refused("no tokens")
    return {name: str(value) for name, value in found.items()}


def _basic(provider: Provider) -> str:
    """RFC 6749, 2.3.1: both halves are form-encoded first."""
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _about(provider: Provider, access_token: str, claims: dict[str, Any]) -> dict[str, Any]:
    """What userinfo tells, about the same person as the id_token (5.3.2)."""
    address = metadata.of(provider).userinfo
    if not address and not provider.profile.signed_userinfo:
        return claims
    if not address:
        raise Refused("no userinfo")
    answer = fetching.get(address, f"Bearer {access_token}")
    if answer.kind == JWT:
        about = tokens.userinfo(provider, answer.text())
    elif provider.profile.signed_userinfo:
        raise Refused("userinfo: not signed")
    else:
        about = answer.json()
    if about.get("sub") != claims["sub"]:
        raise Refused("userinfo: another person")
    return about


def _email(about: dict[str, Any]) -> str:
    """The address, or nothing when it is none that we could write to."""
    email = about.get("email")
    if not isinstance(email, str) or len(email) > LONGEST_EMAIL:
        return ""
    return addresses.tidy_or_none(email)
