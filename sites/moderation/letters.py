"""Mails about suspensions: what was decided, why, and how to contest it (DSA, art. 17 and 20).

All contexts hold plain texts, so that the outbox may keep them.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sites.accounts.models import User
from sites.councils.models import Council
from sites.notifications import outbox
from sites.notifications.rendering import language_of

from . import charter, words
from .links import appeal_url, open_until, root_of
from .models import Appeal, Suspension


def tell_suspended(suspension: Suspension) -> None:
    """The statement of reasons, to the person."""
    _to_person("suspension", suspension, link=appeal_url(suspension))


def tell_lifted(suspension: Suspension) -> None:
    """It ends before its time."""
    _to_person("suspension_lifted", suspension, reason=suspension.lift_reason)


def tell_appeal_received(appeal: Appeal) -> None:
    """The acknowledgement."""
    link = appeal_url(appeal.suspension)
    _to_person("appeal_received", appeal.suspension, appeal=appeal.text, link=link)


def tell_appeal_decided(appeal: Appeal) -> None:
    """What another person decided."""
    _to_person("appeal_decided", appeal.suspension, outcome=appeal.state, reason=appeal.reason)


def tell_judges(appeal: Appeal, people: Iterable[User]) -> None:
    """There is an appeal to decide on."""
    path = reverse("suspensions_admin:appeal", args=[appeal.suspension_id])
    link = f"{settings.WAGTAILADMIN_BASE_URL}{path}"
    _to_team("appeal_waiting", appeal.suspension, people, link=link)


def tell_leads(suspension: Suspension, council: Council, people: Iterable[User]) -> None:
    """Somebody of their team is suspended; not why in detail, which is between them and us."""
    _to_team("suspension_team", suspension, people, team=council.name)


def facts_of(suspension: Suspension) -> dict[str, str]:
    """What every mail about a suspension may say."""
    council = suspension.council
    return {
        "pseudonym": suspension.account.pseudonym,
        "place": words.place(council),
        "rule": charter.text_of(suspension.rule),
        "starts": words.moment(suspension.since),
        "until": words.until(suspension.ends_at),
        "appeal_until": words.moment(open_until(suspension)),
        "charter_url": f"{root_of(council)}/charte-du-forum/",
    }


def _to_person(kind: str, suspension: Suspension, **more) -> None:
    account = suspension.account
    with translation.override(language_of(account)):  # not of whoever decides
        context = facts_of(suspension) | {"statement": suspension.statement} | more
        outbox.post(kind, account.email, context, site=_site(suspension.council), person=account)


def _to_team(kind: str, suspension: Suspension, people: Iterable[User], **more) -> None:
    for person in people:
        with translation.override(language_of(person)):
            context = facts_of(suspension) | more
            site = _site(suspension.council)
            outbox.post(kind, person.email, context, site=site, person=person)


def _site(council: Council | None):
    return council.site if council else None
