"""The providers as people are offered them, for the sign-in page and the list of identities."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from .providers import Provider


@dataclass(frozen=True)
class Offer:
    """``url`` takes a POST; ``about`` explains the provider, may be empty."""

    label: str
    about: str
    url: str


def to_sign_in() -> list[Offer]:
    """Context ``providers`` of accounts/parts/identities.html; empty on most installs."""
    return [_offer(provider, "accounts:identity_start") for provider in settings.IDENTITY_PROVIDERS]


def to_link() -> list[Offer]:
    return [_offer(provider, "accounts:identity_link") for provider in settings.IDENTITY_PROVIDERS]


def _offer(provider: Provider, view: str) -> Offer:
    return Offer(provider.label, provider.profile.about, reverse(view, args=[provider.name]))
