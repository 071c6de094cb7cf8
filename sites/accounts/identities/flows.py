"""A person on their way to a provider and back: what the browser's session remembers meanwhile.

The state is kept by allauth in the session: 256 random bits, good once, for ten minutes, in this
browser and for this provider only. Nobody can begin a flow for somebody else: it takes a POST with
our CSRF token, and what comes back without a state of this session is refused (RFC 9700, 4.7).
"""

from dataclasses import dataclass
from secrets import token_urlsafe

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from sites.councils.hosts import table

from . import exchange, metadata
from .errors import Cancelled, Lost, Refused, Unreachable
from .exchange import Identity
from .providers import Provider

RANDOM = 32  # bytes: 43 characters (FranceConnect and ProConnect want 32 at least)
AWAY = ("temporarily_unavailable", "server_error")  # RFC 6749, 4.1.2.1


@dataclass(frozen=True)
class Flow:
    """``query``: where the person is going (crossing/destinations.py); ``linking``: whose account
    the identity is to be linked to (None: a sign-in).
    """

    provider: Provider
    nonce: str
    verifier: str
    query: str
    linking: int | None


def named(name: str) -> Provider:
    """The provider ``name``; 404 when the install does not have it."""
    for provider in settings.IDENTITY_PROVIDERS:
        if provider.name == name:
            return provider
    raise Http404(name)


def label_of(name: str) -> str:
    """How the provider is called; its word when it is not configured any more."""
    known = {provider.name: provider.label for provider in settings.IDENTITY_PROVIDERS}
    return known.get(name, name)


def callback_url(provider: Provider) -> str:
    """Where the provider sends people back to: known to it beforehand, always on the portal."""
    return table().portal_url + reverse("accounts:identity_return", args=[provider.name])


def begin(request: HttpRequest, provider: Provider, query: str, linking: int | None = None) -> str:
    """Remember a flow; the address at the provider to go to. Unreachable or Refused."""
    state, nonce, pkce = token_urlsafe(RANDOM), token_urlsafe(RANDOM), generate_code_challenge()
    address = exchange.authorization_url(
        provider,
        callback=callback_url(provider),
        state=state,
        nonce=nonce,
        challenge=pkce["code_challenge"].decode(),
    )
    verifier = pkce["code_verifier"]
    kept = {"nonce": nonce, "verifier": verifier, "query": query, "linking": linking}
    statekit.stash_state(request, provider_id=provider.name, state=kept, state_id=state)
    return address


def resume(request: HttpRequest, provider: Provider) -> Flow:
    """The flow that the request comes back from, which is over with this; Lost."""
    state = request.GET.get("state", "")
    kept = statekit.unstash_state(request, provider_id=provider.name, state_id=state)
    if kept is None:
        raise Lost("state")
    return Flow(provider, kept["nonce"], kept["verifier"], kept["query"], kept["linking"])


def complete(request: HttpRequest, flow: Flow) -> Identity:
    """Who came back; any IdentityError."""
    _check_sender(request, flow.provider)
    if error := request.GET.get("error"):
        raise _said_no(error)
    code = request.GET.get("code", "")
    if not code:
        raise Refused("no code")
    return exchange.identify(
        flow.provider,
        code=code,
        callback=callback_url(flow.provider),
        nonce=flow.nonce,
        verifier=flow.verifier,
    )


def _check_sender(request: HttpRequest, provider: Provider) -> None:
    """RFC 9207: an answer that another provider sent under this one's name."""
    issuer = request.GET.get("iss")
    if issuer is None and metadata.of(provider).names_itself:
        raise Refused("iss: missing")
    if issuer is not None and issuer != provider.issuer:
        raise Refused("iss: another")


def _said_no(error: str) -> Exception:
    if error == "access_denied":
        return Cancelled("access_denied")
    if error in AWAY:
        return Unreachable(error)
    return Refused("error of the provider")
