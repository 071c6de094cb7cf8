"""The signed link of an invitation, which leads to a page of the portal."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from sites.councils.hosts import table

from .models import Invitation

SALT = "quartiers.teams.invitation"
EVERYWHERE = "portal"  # in place of a council's code, which it can never be


def token_of(invitation: Invitation) -> str:
    """What names an invitation in a link; nobody else can make it."""
    return Signer(salt=SALT).sign(str(invitation.pk))


def found(token: str) -> Invitation | None:
    """The invitation that ``token`` names, whatever became of it."""
    try:
        pk = int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    rows = Invitation.objects.select_related("council__site", "sender")
    return rows.filter(pk=pk).first()


def path_of(invitation: Invitation) -> str:
    return reverse("invitations:one", args=[token_of(invitation)])


def url_of(invitation: Invitation) -> str:
    return table().portal_url + path_of(invitation)
