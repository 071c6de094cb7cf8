"""Who finds what in the bin: what they could have deleted themselves; leads, all of their council.

Below « Rédaction » nobody deletes a section with its pages, nor what is online; the same holds
here. Whoever put something in the bin finds it there, as long as they work for that council.
"""

from django.db.models import Q

from sites.accounts.models import User
from sites.councils.roles import CONTRIBUTOR, EDITOR, LEAD
from sites.teams.scope import Scope

from .models import Entry, EntryQuerySet


def visible(scope: Scope) -> EntryQuerySet:
    """The entries that somebody may see and restore."""
    entries = Entry.objects.select_related("page__content_type", "picture", "file", "binned_by")
    if scope.is_administrator:
        return entries
    return entries.filter(_leading(scope) | _editing(scope) | _writing(scope) | _put_there(scope))


def _leading(scope: Scope) -> Q:
    led = Q(council__in=scope.councils_as(LEAD))
    return led | Q(council=None) if scope.on_portal else led


def _editing(scope: Scope) -> Q:
    return Q(council__in=scope.councils_as(EDITOR), pages__lte=1)


def _writing(scope: Scope) -> Q:
    """Their own drafts and uploads."""
    owned = Q(page__owner=scope.user_id, was_live=False)
    owned |= Q(picture__uploaded_by_user=scope.user_id) | Q(file__uploaded_by_user=scope.user_id)
    return Q(council__in=scope.councils_as(CONTRIBUTOR), pages__lte=1) & owned


def _put_there(scope: Scope) -> Q:
    return Q(council__in=scope.councils, binned_by=scope.user_id)


def may_erase(scope: Scope, entry: Entry) -> bool:
    """Whether they may delete it for good before its time."""
    if scope.is_administrator:
        return True
    if entry.council_id is None:
        return scope.on_portal
    return scope.holds(LEAD, entry.council_id)


def has_bin(scope: Scope) -> bool:
    """Whether they delete things at all."""
    return scope.is_administrator or scope.on_portal or bool(scope.councils)


def may_publish(user: User, page) -> bool:
    """Whether they may put online what lies below ``page``."""
    return page.permissions_for_user(user).can_publish_subpage()
