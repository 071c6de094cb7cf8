"""Mails about teams: short, and kind. Contexts hold plain texts."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from sites.accounts.models import User
from sites.councils.models import Council
from sites.notifications import outbox
from sites.notifications.rendering import language_of

from . import links, words
from .members import administrators, leads_of
from .models import Invitation

# What happened, for both mails.
GIVEN, CHANGED, TAKEN = "given", "changed", "taken"
PAUSED, RESUMED = "paused", "resumed"
LEFT, JOINED = "left", "joined"


def invite(invitation: Invitation, sender: User) -> None:
    """To the address alone: nothing in it depends on whether it has an account."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "colleague": sender.public_name,
            "team": words.team(invitation.council),
            "is_of_all": invitation.council is None,
            "role": words.roles(invitation.roles),
            "note": invitation.note,
            "until": words.day(invitation.expires_at),
            "link": links.url_of(invitation),
        }
    left = invitation.expires_at - timezone.now()
    site = _site(invitation.council)
    outbox.post("team_invitation", invitation.address, context, site=site, expires_in=left)


def tell_person(
    what: str, account: User, council: Council | None, by: User | None, roles: Iterable[str] = ()
) -> None:
    """Somebody's own role was given, changed, taken, put aside or given back."""
    roles = list(roles)
    with translation.override(language_of(account)):
        context = {
            "pseudonym": account.public_name,
            "colleague": by.public_name if by else "",
            "team": words.team(council),
            "role": words.roles(roles),
            "what": what,
            "link": admin_url() if what in (GIVEN, CHANGED, RESUMED) else "",
        }
        site = _site(council)
        outbox.post("team_role", account.email, context, site=site, person=account)


def tell_leads(
    what: str, account: User, council: Council | None, by: User | None, roles: Iterable[str] = ()
) -> None:
    """The other leads hear of what changes their number, and of who comes and goes."""
    roles = list(roles)
    others = leads_of(council) if council else administrators()
    known = [pk for pk in (account.pk, by.pk if by else None) if pk]
    for lead in others.exclude(pk__in=known).order_by("pk"):
        with translation.override(language_of(lead)):
            context = {
                "pseudonym": lead.public_name,
                "colleague": account.public_name,
                "author": by.public_name if by and by.pk != account.pk else "",
                "team": words.team(council),
                "role": words.roles(roles),
                "what": what,
                "link": team_url(council),
            }
            outbox.post("team_change", lead.email, context, site=_site(council), person=lead)


def admin_url() -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")


def team_url(council: Council | None) -> str:
    path = reverse("teams:team", args=[council.code if council else links.EVERYWHERE])
    return settings.WAGTAILADMIN_BASE_URL + path


def _site(council: Council | None):
    return council.site if council else None
