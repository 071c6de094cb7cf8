"""Making subscriptions, and notices that were sent.

Lists are filled at the end of a load: what a notice tells is read from the page here, not from its
publication.
"""

from datetime import datetime, timedelta

from cms.demo.content.accounts import MAIL_DOMAIN
from cms.demo.content.notices import CALLED, FOLLOWERS
from cms.demo.content.shapes import Called, Follower
from cms.meetings.models import MeetingPage
from cms.meetings.notices.calling import What
from cms.meetings.notices.facts import facts_of, moment
from cms.meetings.notices.sending import EVENTS, KIND, about
from cms.meetings.notices.subjects import key_of, keys_of
from cms.translations.typography import french
from sites.notifications.models import Mail
from sites.notifications.subscriptions.fanning import WINDOW
from sites.notifications.subscriptions.letters import Letters
from sites.notifications.subscriptions.models import Delivery, Event, Subscriber, Subscription

from .demo import Demo

LONG_AGO = -40  # days: before every notice


def make_notices(demo: Demo) -> None:
    for follower in FOLLOWERS:
        _subscribe(demo, follower)
    for called in CALLED:
        _send(demo, called)


def _subscribe(demo: Demo, follower: Follower) -> None:
    account = demo.users[follower.name] if follower.has_account else None
    address = account.email if account else f"{follower.name}@{MAIL_DOMAIN}"
    row = Subscriber.objects.create(address=address, account=account)
    since = demo.clock.at(LONG_AGO)
    councils = [demo.council(code) for code in follower.councils]
    Subscription.objects.bulk_create(
        Subscription(subscriber=row, subject=key_of(council), since=since)
        for council in councils
        if council
    )


def _send(demo: Demo, called: Called) -> None:
    below = MeetingPage.objects.descendant_of(demo.home(called.site))
    page = below.select_related("place").get(title=french(called.title))
    facts = facts_of(page, page.full_url or "")
    if called.status:
        facts |= {"state": called.status, "reason": ""}
    sent_at = demo.clock.at(called.day, "18:20")
    event = Event.objects.create(
        key=f"{about(page)}#1",
        kind=KIND,
        about=about(page),
        what=What.CALL,
        site=page.get_site(),
        by=demo.editor(called.site),
        decided_at=sent_at - WINDOW,
        due_at=sent_at,
        subjects=keys_of(page),
        told=facts,
        sealed_at=sent_at,
        expires_at=moment(facts["starts"]),
        state=Event.State.DONE,
        finished_at=sent_at + timedelta(minutes=1),
    )
    _deliver(event, sent_at)


def _deliver(event: Event, at: datetime) -> None:
    """One mail each, as they were sent then."""
    letters = Letters(event, EVENTS)
    rows = Subscriber.objects.filter(subscriptions__subject__in=event.subjects).distinct()
    people = list(rows.select_related("account"))
    for person in people:
        mail = letters.to(person, event.subjects)
        mail.state, mail.created_at, mail.due_at, mail.sent_at = Mail.State.SENT, at, at, at
        mail.save()
    Delivery.objects.bulk_create(Delivery(event=event, subscriber=p, at=at) for p in people)
    Event.objects.filter(pk=event.pk).update(reached=len(people))
