"""Providers of identities: what each kind does by default, and one that an install has chosen.

Settings are made of this: nothing here needs Django.

Sources: docs.partenaires.franceconnect.gouv.fr (endpoints, scopes, levels), partenaires.proconnect
.gouv.fr (implementation, levels), OpenID Connect Core 1.0, RFC 7636, RFC 9700.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

# eIDAS levels as FranceConnect and ProConnect write them, weakest first. ProConnect's levels of its
# own (eidas0, eidas1-mfa…) stand outside: they count only where they are asked for by name.
LEVELS = ("eidas1", "eidas2", "eidas3")
STRONG = "eidas2"  # substantial: two factors that the provider vouches for
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Profile:
    """What a kind of provider does. ``acr_in``: how a level is asked for, by the parameter of that
    name (``acr_values``, a wish) or by ``claims`` (ProConnect: an obligation).
    """

    label: str
    about: str = ""  # address of « Qu’est-ce que … ? »
    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    acr_in: str = "acr_values"
    signed_userinfo: bool = False
    may_prove_email: bool = False
    secret_in_body: bool = False


PROFILES = {
    "franceconnect": Profile(
        label="FranceConnect",
        about="https://franceconnect.gouv.fr/",
        acr_values=("eidas1",),
        signed_userinfo=True,
        secret_in_body=True,
    ),
    "proconnect": Profile(
        label="ProConnect",
        about="https://www.proconnect.gouv.fr/",
        acr_in="claims",
        signed_userinfo=True,
        secret_in_body=True,
    ),
    "generic": Profile(label="", may_prove_email=True),
}


@dataclass(frozen=True)
class Provider:
    """A provider as an install has set it up; ``name`` is its word in addresses and in the table
    of identities.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str
    profile: Profile
    label: str
    scopes: tuple[str, ...]
    acr_values: tuple[str, ...] = ()
    pkce: bool = True
    email_proven: bool = False  # its email_verified is believed

    def __repr__(self) -> str:
        return f"<Provider {self.name}>"  # never the secret

    @property
    def is_loopback(self) -> bool:
        """A provider on this machine (a test, a bench) may speak plain HTTP."""
        return urlsplit(self.issuer).hostname in LOOPBACK

    def reaches(self, acr: str) -> bool:
        """Whether ``acr`` is one of the levels asked for, or above one of them."""
        return not self.acr_values or any(at_least(acr, asked) for asked in self.acr_values)

    def as_app(self) -> dict:
        """What allauth wants to know of it (SOCIALACCOUNT_PROVIDERS)."""
        return {
            "provider_id": self.name,
            "name": self.label,
            "client_id": self.client_id,
            "secret": self.client_secret,
            "settings": {"server_url": self.issuer},
        }


def at_least(acr: str, level: str) -> bool:
    """Whether ``acr`` is ``level`` or an eIDAS level above it."""
    if acr in LEVELS and level in LEVELS:
        return LEVELS.index(acr) >= LEVELS.index(level)
    return bool(acr) and acr == level


def is_address(url: str, *, loopback: bool = False) -> bool:
    """Whether ``url`` is an absolute https address that one may send a person or a secret to.

    With ``loopback`` it is one of this machine, where http will do.
    """
    if not url.isascii() or not url.isprintable() or " " in url:  # urlsplit forgives too much
        return False
    try:
        parts = urlsplit(url)
        _port = parts.port  # raises for what is no number
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.fragment:
        return False
    if loopback and parts.hostname in LOOPBACK:
        return parts.scheme in ("http", "https")
    return parts.scheme == "https"
