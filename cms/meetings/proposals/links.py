"""The signed link that confirms a proposal: it leads to a page with one button."""

import uuid

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from sites.councils.hosts import table

from ..models import Proposal

SALT = "quartiers.meetings.proposal"


def token_of(proposal: Proposal) -> str:
    """What names a proposal in a link; nobody else can make it."""
    return Signer(salt=SALT).sign(proposal.key.hex)


def key_in(token: str) -> uuid.UUID | None:
    """The key that a link of ours names, whatever became of the proposal; None when forged."""
    try:
        return uuid.UUID(hex=Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def url_of(proposal: Proposal) -> str:
    path = reverse("proposal_confirm", args=[token_of(proposal)])
    return root_of(proposal) + path


def root_of(proposal: Proposal) -> str:
    """Scheme and host of the site that the proposal was made on."""
    known = table()
    if proposal.council_id is None:
        return known.portal_url
    return known.council_url(proposal.council_id)
