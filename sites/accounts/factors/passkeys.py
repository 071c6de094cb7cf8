"""Passkeys (WebAuthn level 3): made, shown at sign-in, shown as a second factor.

Allauth keeps them; the ceremonies are ours for three reasons. They are bound to the *origin* of the
portal, where allauth (as WebAuthn's RP ID) would take any of its sub-domains, which are councils'
sites wearing themes that we did not write. A challenge is good once and for fifteen minutes. And
whatever a browser sends, the answer is words, never an error.
"""

import json
import struct
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sites.accounts.models import User

from .adapter import portal_name

TYPE = Authenticator.Type.WEBAUTHN
CHALLENGE = "passkey_challenge"
GOOD_FOR = 15 * 60  # seconds
LONGEST_NAME = 60
LONGEST_ANSWER = 20_000  # characters
MOST = 20  # passkeys of one person
# What a malformed answer raises in fido2, cbor, base64 and json.
MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    NotImplementedError,  # an algorithm that fido2 cannot check
    RecursionError,
    struct.error,
)


def of(user: User) -> list[Authenticator]:
    """The passkeys of ``user``, oldest first."""
    return list(Authenticator.objects.filter(user=user, type=TYPE).order_by("created_at", "pk"))


def server(request: HttpRequest) -> Fido2Server:
    """For the portal, and requests from its own pages only."""
    origin = f"{request.scheme}://{request.get_host()}"
    host = request.get_host().partition(":")[0]
    relying_party = PublicKeyCredentialRpEntity(id=host, name=portal_name())
    return Fido2Server(relying_party, verify_origin=lambda claimed: claimed == origin)


def begin_making(request: HttpRequest, user: User) -> dict[str, Any]:
    """Options for ``navigator.credentials.create``: found without an address, and unlocked."""
    options, state = server(request).register_begin(
        PublicKeyCredentialUserEntity(
            id=handle(user), name=user.email, display_name=user.get_short_name()
        ),
        credentials=auth.get_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions=auth.EXTENSIONS,
    )
    _remember(request, "make", state)
    return dict(options)["publicKey"]


def finish_making(request: HttpRequest, user: User, answer: str, name: str) -> Authenticator | None:
    """The passkey that a browser made, kept; None when the answer does not hold."""
    state = _recall(request, "make")
    try:
        credential = _read(answer)
        made = server(request).register_complete(state, credential)
        identity = made.credential_data.credential_id
    except MALFORMED:
        return None
    if identity in [known.credential_id for known in auth.get_credentials(user)]:
        return None
    name = " ".join(name.split())[:LONGEST_NAME] or proposed_name(user)
    return auth.WebAuthn.add(user, name, credential).instance


def begin_showing(request: HttpRequest, user: User | None = None) -> dict[str, Any]:
    """Options for ``navigator.credentials.get``: a passkey of ``user``, or of whoever comes."""
    options, state = server(request).authenticate_begin(
        credentials=auth.get_credentials(user) if user else [],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _remember(request, "show", state)
    return dict(options)["publicKey"]


def finish_showing(
    request: HttpRequest, answer: str, user: User | None = None
) -> Authenticator | None:
    """The passkey that was shown, of ``user`` or of whoever came; None when it does not hold."""
    state = _recall(request, "show")
    try:
        credential = _read(answer)
        owner = user or _owner(credential)
        known = auth.get_credentials(owner) if owner else []
        shown = server(request).authenticate_complete(state, known, credential)
    except MALFORMED:
        return None
    return auth.get_authenticator_by_credential_id(owner, shown.credential_id) if owner else None


def handle(user: User) -> bytes:
    """What a passkey remembers of its owner: the account's number, no address and no name."""
    return f"q{user.pk}".encode()


def proposed_name(user: User) -> str:
    """« Clé d’accès 2 »."""
    return _("Clé d’accès %(number)s") % {"number": len(of(user)) + 1}


def _owner(credential: dict) -> User | None:
    told = websafe_decode(credential["response"]["userHandle"]).decode()
    if not told.startswith("q") or not told[1:].isdecimal() or len(told) > 19:
        return None
    return User.objects.filter(pk=int(told[1:]), is_active=True).first()


def _read(answer: str) -> dict:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("too long")
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise TypeError("not an object")
    return read


def _remember(request: HttpRequest, what: str, state: dict) -> None:
    kept = {"challenge": state["challenge"], "user_verification": state["user_verification"]}
    request.session[CHALLENGE] = {"what": what, "at": time.time(), "state": kept}


def _recall(request: HttpRequest, what: str) -> dict:
    """The state of the ceremony that was begun, once; one that nothing matches otherwise."""
    known = request.session.pop(CHALLENGE, None)
    if not known or known["what"] != what or time.time() - known["at"] > GOOD_FOR:
        return {}
    return known["state"]
