"""A passkey in software: answers a page's options as a browser with an authenticator does."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PORTAL = "http://quartiers.localhost:8000"
HOST = "quartiers.localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
NO_AAGUID = b"\0" * 16


class SoftKey:
    """One credential. ``origin``, ``host`` and ``flags`` may be those of somebody up to no good."""

    def __init__(self, origin: str = PORTAL, host: str = HOST):
        self.origin, self.host = origin, host
        self.flags = PRESENT | VERIFIED
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identity = secrets.token_bytes(16)
        self.handle = ""

    def make(self, options: dict) -> str:
        """The answer to ``navigator.credentials.create``."""
        self.handle = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(NO_AAGUID, self.identity, public)
        data = self._data(self.flags | ATTESTED, credential)
        response = {
            "clientDataJSON": websafe_encode(self._client("webauthn.create", options)),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._answer(response, {"credProps": {"rk": True}})

    def show(self, options: dict, handle: str | None = None) -> str:
        """The answer to ``navigator.credentials.get``."""
        client, data = self._client("webauthn.get", options), self._data(self.flags)
        signed = data + hashlib.sha256(client).digest()
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "userHandle": self.handle if handle is None else handle,
        }
        return self._answer(response)

    def _client(self, kind: str, options: dict) -> bytes:
        challenge = websafe_encode(websafe_decode(options["challenge"]))
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _data(self, flags: int, credential=None) -> AuthenticatorData:
        host = hashlib.sha256(self.host.encode()).digest()
        if credential is None:
            return AuthenticatorData.create(host, flags, 1)
        return AuthenticatorData.create(host, flags, 1, credential)

    def _answer(self, response: dict, extensions: dict | None = None) -> str:
        identity = websafe_encode(self.identity)
        told = {"id": identity, "rawId": identity, "type": "public-key", "response": response}
        return json.dumps({**told, "clientExtensionResults": extensions or {}})
