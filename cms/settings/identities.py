"""The providers of identities that the environment names: OIDC_PROVIDERS and, for each, OIDC_…

Without OIDC_PROVIDERS there is none. What is missing or malformed stops with one line.
"""

import re

from sites.accounts.identities.providers import PROFILES, Profile, Provider, is_address

from .environment import env, refuse, required

NAME = re.compile(r"[a-z][a-z0-9]{0,29}")
WORD = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")  # a scope (RFC 6749, 3.3)
LONGEST_LABEL = 40


def identity_providers() -> tuple[Provider, ...]:
    """In the order in which they are offered."""
    names = [name for word in env.str("OIDC_PROVIDERS", "").split(",") if (name := word.strip())]
    if len(set(names)) < len(names) or not all(NAME.fullmatch(name) for name in names):
        refuse("OIDC_PROVIDERS")
    return tuple(_provider(name) for name in names)


def _provider(name: str) -> Provider:
    prefix = f"OIDC_{name.upper()}_"
    profile = _profile(f"{prefix}PROFILE", name)
    return Provider(
        name=name,
        profile=profile,
        issuer=_issuer(f"{prefix}ISSUER"),
        client_id=required(f"{prefix}CLIENT_ID"),
        client_secret=required(f"{prefix}CLIENT_SECRET"),
        label=_label(f"{prefix}LABEL", profile),
        scopes=_scopes(f"{prefix}SCOPES", profile),
        acr_values=_words(f"{prefix}ACR_VALUES", profile.acr_values),
        pkce=env.bool(f"{prefix}PKCE", True),
        email_proven=_email_proven(f"{prefix}EMAIL_PROVEN", profile),
    )


def _profile(variable: str, name: str) -> Profile:
    kind = env.str(variable, name if name in PROFILES else "generic")
    return PROFILES[kind] if kind in PROFILES else refuse(variable)


def _issuer(variable: str) -> str:
    issuer = required(variable).strip()
    if not is_address(issuer, loopback=True) or "?" in issuer:
        refuse(variable)
    return issuer


def _label(variable: str, profile: Profile) -> str:
    label = env.str(variable, "").strip() or profile.label
    if not label:
        required(variable)
    return label if len(label) <= LONGEST_LABEL else refuse(variable)


def _scopes(variable: str, profile: Profile) -> tuple[str, ...]:
    scopes = _words(variable, profile.scopes)
    return scopes if "openid" in scopes else refuse(variable)


def _words(variable: str, default: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(env.str(variable, " ".join(default)).split())
    return words if all(WORD.fullmatch(word) for word in words) else refuse(variable)


def _email_proven(variable: str, profile: Profile) -> bool:
    """Whether ``email_verified`` is believed; some kinds of provider never check addresses."""
    believed: bool = env.bool(variable, False)
    return believed if profile.may_prove_email or not believed else refuse(variable)
