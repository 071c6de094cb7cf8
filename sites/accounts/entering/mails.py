"""The one mail of the entrance."""

from django.http import HttpRequest

from sites.accounts import devices, proofs
from sites.accounts.crossing import destinations
from sites.accounts.crossing.views import portal_url
from sites.accounts.models import User
from sites.councils.hosts import resolve, table
from sites.notifications import outbox

PURPOSE = "enter"


def send_code(
    request: HttpRequest, email: str, destination: destinations.Destination
) -> proofs.Sealed:
    """Mail a code and a link to ``email``, whether it has an account or not."""
    person = User.objects.of_address(email)
    sealed = proofs.issue(PURPOSE, email, query=destination.query())
    context = {
        "code": sealed.code,
        "link": portal_url(destinations.Destination().address("accounts:link", sealed.token)),
        "minutes": int(proofs.LASTS.total_seconds() // 60),
        "is_new": person is None,
        "asked_from": devices.name_of(request),
    }
    outbox.post(
        "code",
        email,
        context,
        site=site_of(destination),
        person=person,
        expires_in=proofs.LASTS,
    )
    return sealed


def site_of(destination: destinations.Destination):
    """The site somebody comes from, in whose look the mail is; the portal for the admin's host."""
    entry = resolve(destination.demand.host) if destination.demand else None
    portal = table().portal
    return (entry and entry.site) or (portal and portal.site)
