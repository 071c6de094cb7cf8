"""What a provider says of itself (OpenID Connect Discovery 1.0) and the keys it signs with.

Both are kept in this process for an hour: not in the cache, where whoever can write into Redis
could plant a key.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from jwt import PyJWK, PyJWTError

from . import fetching
from .errors import Refused, Unreachable
from .providers import Provider, is_address

KEPT = 3600.0  # seconds
PAUSE = 30.0  # seconds between two looks for a key that is not known
MOST_KEYS = 50
SHORTEST_RSA = 2048  # bits (RFC 7518, 3.3)


@dataclass(frozen=True)
class Metadata:
    """Addresses of a provider; ``userinfo`` and ``end_session`` may be empty."""

    authorization: str
    token: str
    jwks: str
    userinfo: str = ""
    end_session: str = ""
    names_itself: bool = False  # RFC 9207: sends ``iss`` with every answer
    takes_secret_in_body: bool = False


class _Kept:
    """Values by issuer, each with the moment it was fetched."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, Any]] = {}
        self._lock = Lock()

    def get(self, issuer: str, make: Callable[[], Any], oldest: float) -> Any:
        """The value of ``issuer``, at most ``oldest`` seconds old."""
        at, value = self._values.get(issuer, (0.0, None))
        if value is not None and time.monotonic() - at < oldest:
            return value
        value = make()  # two threads may both fetch: neither waits for the other
        with self._lock:
            self._values[issuer] = (time.monotonic(), value)
        return value

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


_documents, _keys = _Kept(), _Kept()


def forget() -> None:
    """Ask every provider again (tests)."""
    _documents.clear()
    _keys.clear()


def of(provider: Provider) -> Metadata:
    """What ``provider`` says of itself; Unreachable or Refused."""
    found: Metadata = _documents.get(provider.issuer, lambda: _discover(provider), KEPT)
    return found


def _discover(provider: Provider) -> Metadata:
    url = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    said = fetching.get(url).json()
    if said.get("issuer") != provider.issuer:
        raise Refused("metadata of another issuer")
    methods = said.get("token_endpoint_auth_methods_supported")
    return Metadata(
        authorization=_address(provider, said, "authorization_endpoint"),
        token=_address(provider, said, "token_endpoint"),
        jwks=_address(provider, said, "jwks_uri"),
        userinfo=_address(provider, said, "userinfo_endpoint", may_lack=True),
        end_session=_address(provider, said, "end_session_endpoint", may_lack=True),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        takes_secret_in_body=isinstance(methods, list) and "client_secret_post" in methods,
    )


def _address(provider: Provider, said: dict, name: str, *, may_lack: bool = False) -> str:
    url = said.get(name)
    if url is None and may_lack:
        return ""
    if not isinstance(url, str) or not is_address(url, loopback=provider.is_loopback):
        raise Refused(f"metadata: {name}")
    return url


def key(provider: Provider, kid: str | None, alg: str) -> PyJWK:
    """The key ``kid`` for ``alg``; the keys are asked for again when it is not there, but not at
    the pace of whoever makes up names. Refused when there is none.
    """
    found = _pick(_known(provider, KEPT), kid, alg)
    if found is None:
        found = _pick(_known(provider, PAUSE), kid, alg)
    if found is None:
        raise Refused("unknown key")
    return found


def _known(provider: Provider, oldest: float) -> list[PyJWK]:
    keys: list[PyJWK] = _keys.get(provider.issuer, lambda: _fetch_keys(provider), oldest)
    return keys


def _fetch_keys(provider: Provider) -> list[PyJWK]:
    said = fetching.get(of(provider).jwks).json().get("keys")
    if not isinstance(said, list) or not said:
        raise Unreachable("no keys")
    return [made for one in said[:MOST_KEYS] if (made := _make(one)) is not None]


def _make(said: object) -> PyJWK | None:
    """A key to check signatures with; None for what is for something else or cannot be read."""
    if not isinstance(said, dict) or said.get("use", "sig") != "sig":
        return None
    if said.get("kty") not in ("RSA", "EC"):  # « oct » would be a secret that everybody reads
        return None
    try:
        made = PyJWK.from_dict(said)
    except (PyJWTError, ValueError, TypeError, KeyError):
        return None
    is_short = said["kty"] == "RSA" and made.key.key_size < SHORTEST_RSA
    return None if is_short else made


def _pick(keys: list[PyJWK], kid: str | None, alg: str) -> PyJWK | None:
    fitting = [one for one in keys if one.algorithm_name == alg]
    if kid is None:  # allowed when there is no choice (Core, 10.1)
        return fitting[0] if len(fitting) == 1 else None
    return next((one for one in fitting if one.key_id == kid), None)
