"""A small OpenID Connect provider on this machine, honest unless it is told how to cheat.

It answers over HTTP (discovery, keys, token, userinfo, authorize, logout); ``consent`` is what a
person does on its pages, without a browser.
"""

import hashlib
import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sites.accounts.identities.providers import PROFILES, Provider

CLIENT, SECRET = "quartiers", "s3cret:with/signs"
KNOWN = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "acr_values",
         "claims", "code_challenge", "code_challenge_method"}  # fmt: skip


@cache
def rsa_key(number: int):
    """One of a few keys, made once for all tests."""
    return rsa.generate_private_key(65537, 2048)


@cache
def ec_key():
    return ec.generate_private_key(ec.SECP256R1())


def without_nothing(claims: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value is not None}


@dataclass
class Grant:
    """What a code stands for."""

    asked: dict[str, str]
    person: dict[str, Any]
    was_used: bool = False


@dataclass
class Cheats:
    """How the provider departs from what it should do. Claims that are None are left out."""

    id_claims: dict[str, Any] = field(default_factory=dict)
    info_claims: dict[str, Any] = field(default_factory=dict)
    sign_id: Any = None  # claims → token
    sign_info: Any = None
    info_kind: str = "application/jwt"
    waits: dict[str, float] = field(default_factory=dict)  # seconds, by last part of the path
    drips: dict[str, float] = field(default_factory=dict)  # seconds before each byte
    redirects: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    params: dict[str, str | None] = field(default_factory=dict)  # of the way back
    reuses_codes: bool = False


class LocalProvider:
    """``with LocalProvider() as it``; ``asked`` counts requests by the last part of their path."""

    def __init__(self, alg: str = "RS256") -> None:
        self.alg = alg
        self.key_number, self.kid = 0, "first"
        self.cheats = Cheats()
        self.grants: dict[str, Grant] = {}
        self.access: dict[str, Grant] = {}
        self.asked: dict[str, int] = {}
        self.seen: list[dict[str, str]] = []  # what token requests said
        self.acr = "eidas1"

    def __enter__(self) -> "LocalProvider":
        handler = type("Handler", (_Handler,), {"provider": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        self.issuer = f"{self.root}/api/v2"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_exception) -> None:
        self.server.shutdown()
        self.server.server_close()

    def settings(self, kind: str = "franceconnect", **more) -> Provider:
        """The provider as an install would set it up."""
        profile = PROFILES[kind]
        chosen = {
            "name": kind,
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "profile": profile,
            "label": profile.label or "Asso",
            "scopes": profile.scopes,
            "acr_values": profile.acr_values,
        }
        return Provider(**chosen | more)

    # Keys ----------------------------------------------------------------------------------------

    @property
    def key(self):
        return rsa_key(self.key_number) if self.alg == "RS256" else ec_key()

    def rotate(self) -> None:
        """Sign with another key from now on, and publish only that one."""
        self.key_number, self.kid = self.key_number + 1, f"key-{self.key_number + 1}"

    def public(self) -> dict[str, Any]:
        maker = jwt.algorithms.RSAAlgorithm if self.alg == "RS256" else jwt.algorithms.ECAlgorithm
        jwk = maker.to_jwk(self.key.public_key(), as_dict=True)
        return {**jwk, "kid": self.kid, "use": "sig", "alg": self.alg}

    def pem(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, claims: dict[str, Any], **headers) -> str:
        return jwt.encode(claims, self.key, self.alg, {"kid": self.kid, **headers})

    # A person ------------------------------------------------------------------------------------

    def consent(self, url: str, sub: str = "42", email: str = "lilas@exemple.fr", **claims) -> str:
        """The person says yes; the address they are sent back to."""
        asked = self.check_request(url)
        code = token_urlsafe(16)
        self.grants[code] = Grant(asked, {"sub": sub, "email": email, **claims})
        return self.back(asked, code=code)

    def refuse(self, url: str, error: str = "access_denied") -> str:
        return self.back(self.check_request(url), error=error, error_description="no")

    def back(self, asked: dict[str, str], **params: str) -> str:
        params = without_nothing({**params, "state": asked["state"], **self.cheats.params})
        return f"{asked['redirect_uri']}?{urlencode(params)}"

    def check_request(self, url: str) -> dict[str, str]:
        """What FranceConnect and ProConnect refuse is refused."""
        assert url.startswith(f"{self.issuer}/authorize?")
        asked = dict(parse_qsl(urlsplit(url).query, strict_parsing=True))
        assert asked.keys() <= KNOWN, asked
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert len(asked["state"]) >= 32
        assert len(asked["nonce"]) >= 32
        return asked

    # Answers -------------------------------------------------------------------------------------

    def metadata(self) -> dict[str, Any]:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/session/end",
        }
        return without_nothing({**said, **self.cheats.metadata})

    def tokens(self, fields: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        self.seen.append(fields)
        grant = self.grants.get(fields.get("code", ""))
        if not _knows_secret(fields, authorization):
            return 401, {"error": "invalid_client"}
        if grant is None or (grant.was_used and not self.cheats.reuses_codes):
            return 400, {"error": "invalid_grant"}
        if fields.get("redirect_uri") != grant.asked["redirect_uri"] or not _verifies(
            grant.asked, fields.get("code_verifier", "")
        ):
            return 400, {"error": "invalid_grant"}
        grant.was_used = True
        access = token_urlsafe(16)
        self.access[access] = grant
        said = {"access_token": access, "token_type": "Bearer", "expires_in": 60}
        return 200, {**said, "id_token": self.id_token(grant, access)}

    def id_token(self, grant: Grant, access: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": grant.person["sub"],
            "aud": CLIENT,
            "exp": now + 60,
            "iat": now,
            "nonce": grant.asked["nonce"],
            "acr": self.acr,
            "at_hash": at_hash(access),
        }
        claims = without_nothing({**claims, **self.cheats.id_claims})
        return (self.cheats.sign_id or self.sign)(claims)

    def userinfo(self, access: str) -> tuple[int, bytes]:
        grant = self.access.get(access)
        if grant is None:
            return 401, b"{}"
        claims = {"iss": self.issuer, "aud": CLIENT, **grant.person}
        claims = without_nothing({**claims, **self.cheats.info_claims})
        if self.cheats.info_kind == "application/json":
            return 200, json.dumps(claims).encode()
        return 200, (self.cheats.sign_info or self.sign)(claims).encode()


def at_hash(access: str) -> str:
    half = hashlib.sha256(access.encode()).digest()[:16]
    return urlsafe_b64encode(half).rstrip(b"=").decode()


def _knows_secret(fields: dict[str, str], authorization: str) -> bool:
    if authorization.startswith("Basic "):
        pair = b64decode(authorization.removeprefix("Basic ")).decode()
        return pair == "quartiers:s3cret%3Awith%2Fsigns"
    return (fields.get("client_id"), fields.get("client_secret")) == (CLIENT, SECRET)


def _verifies(asked: dict[str, str], verifier: str) -> bool:
    challenge = asked.get("code_challenge")
    if challenge is None:
        return not verifier
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return asked.get("code_challenge_method") == "S256" and digest == challenge


class _Handler(BaseHTTPRequestHandler):
    provider: LocalProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name = parts.path.rsplit("/", 1)[-1]
        if self._cheats(name):
            return
        if name == "openid-configuration":
            self._json(200, self.provider.metadata())
        elif name == "jwks":
            self._json(200, {"keys": [self.provider.public()]})
        elif name == "userinfo":
            access = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, body = self.provider.userinfo(access)
            self._send(status, self.provider.cheats.info_kind, body)
        elif name == "authorize":
            self._redirect(self.provider.consent(f"{self.provider.root}{self.path}"))
        elif name == "end":
            query = parse_qs(parts.query)
            address, state = query["post_logout_redirect_uri"][0], query["state"][0]
            self._redirect(f"{address}?{urlencode({'state': state})}")
        else:
            self._send(404, "text/plain", b"")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        fields = dict(parse_qsl(self.rfile.read(length).decode()))
        if self._cheats(self.path.rsplit("/", 1)[-1]):
            return
        status, said = self.provider.tokens(fields, self.headers.get("Authorization", ""))
        self._json(status, said)

    def _cheats(self, name: str) -> bool:
        cheats, asked = self.provider.cheats, self.provider.asked
        asked[name] = asked.get(name, 0) + 1
        time.sleep(cheats.waits.get(name, 0))
        if name in cheats.redirects:
            self._redirect(cheats.redirects[name])
        elif name in cheats.statuses or name in cheats.bodies:
            body = cheats.bodies.get(name, b"{}")
            pause = cheats.drips.get(name, 0)
            self._send(cheats.statuses.get(name, 200), "application/json", body, pause)
        else:
            return False
        return True

    def _json(self, status: int, said: dict) -> None:
        self._send(status, "application/json;charset=utf-8", json.dumps(said).encode())

    def _redirect(self, address: str) -> None:
        self.send_response(303)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, kind: str, body: bytes, pause: float = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            for part in [body[i : i + 1] for i in range(len(body))] if pause else [body]:
                self.wfile.write(part)
                time.sleep(pause)
        except OSError:
            pass  # they hung up, as they should

    def log_message(self, *_words) -> None:
        pass
