"""Mails about a review: to those of the one council who decide, and back to who asked.

All contexts hold plain texts, so that the outbox may keep them.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site, WorkflowState
from wagtail.users.models import UserProfile

from cms.editing.scheduling.words import moment
from cms.pages.tree import host_of
from sites.accounts.models import User
from sites.notifications import outbox
from sites.notifications.rendering import language_of

from .people import reviewers_of


def tell_reviewers(state: WorkflowState, site: Site, user: User | None) -> None:
    """A page waits for them; not who asked, not those who do not want to be told."""
    asker = user or state.requested_by
    for person in reviewers_of(site.pk).order_by("pk"):
        if person != asker and wants(person, "submitted"):
            _post("review_asked", state, person, site, by=_name(asker))


def tell_published(state: WorkflowState, user: User | None) -> None:
    """It is out, or will be at a moment that is said."""
    page = _page_of(state)
    newest = page.get_latest_revision()
    at = newest.approved_go_live_at if newest else None
    more = {} if at else {"link": page.full_url or _desk_of(page)}
    _answer("review_published", state, user, "approved", at=at, **more)


def tell_sent_back(state: WorkflowState, user: User | None, comment: str) -> None:
    """What to do again, word for word."""
    _answer("review_sent_back", state, user, "rejected", comment=comment)


def tell_ended(state: WorkflowState, user: User | None) -> None:
    """Nobody decides any more: the page is a draft again."""
    _answer("review_ended", state, user, "rejected", by=_name(user) if user else "")


def wants(person: User, what: str) -> bool:
    """Their own choice, in « Mon compte » of the admin."""
    return getattr(UserProfile.get_for_user(person), f"{what}_notifications")


def _answer(kind: str, state: WorkflowState, user: User | None, what: str, **more) -> None:
    """To who asked: nobody whose account is closed, and nobody about what they did themselves."""
    person = state.requested_by
    if person is None or not person.is_active or (user and person.pk == user.pk):
        return
    host = host_of(_page_of(state))
    if host and wants(person, what):
        more.setdefault("by", _name(user))
        _post(kind, state, person, host.site, **more)


def _post(kind: str, state: WorkflowState, person: User, site: Site, at=None, **more) -> None:
    page = _page_of(state)
    with translation.override(language_of(person)):  # not of whoever decides
        context = {
            "title": page.specific_deferred.get_admin_display_title(),
            "link": _desk_of(page),
            "at": moment(at) if at else "",
            **more,
        }
        outbox.post(kind, person.email, context, site=site, person=person)


def _page_of(state: WorkflowState) -> Page:
    return Page.objects.get(pk=state.object_id)


def _desk_of(page: Page) -> str:
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _name(user: User | None) -> str:
    return user.public_name if user else ""
