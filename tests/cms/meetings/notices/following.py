"""What tests of notices share: subscribers, moments, and letting what waits leave."""

import re
from datetime import timedelta

from django.utils import timezone

from cms.meetings.models import MeetingPage
from cms.meetings.notices import sending
from cms.meetings.notices.subjects import key_of
from sites.notifications.models import Mail
from sites.notifications.subscriptions import fanning, subscribing
from sites.notifications.subscriptions.models import Event, Subscriber, Subscription

AGENDA = (("Accueil", "information", 10), ("Propreté", "debate", 35))
STOP = re.compile(r"http://[^\s<>]*/abonnements/arreter/([^/\s<>]+)/")
MANAGE = re.compile(r"http://[^\s<>]*/abonnements/gerer/([^/\s<>]+)/")
CONFIRM = re.compile(r"http://[^\s<>]*(/abonnements/confirmer/[^/\s<>]+/)")


def follow(address: str, *councils) -> Subscriber:
    return subscribing.subscribe(address, [key_of(council) for council in councils])


def follow_many(count: int, *councils, prefix: str = "p") -> None:
    """Many at once, long ago."""
    since = timezone.now() - timedelta(days=30)
    rows = Subscriber.objects.bulk_create(
        Subscriber(address=f"{prefix}{n}@exemple.fr") for n in range(count)
    )
    Subscription.objects.bulk_create(
        Subscription(subscriber=row, subject=key_of(council), since=since)
        for row in rows
        for council in councils
    )


def fresh(page: MeetingPage) -> MeetingPage:
    return MeetingPage.objects.get(pk=page.pk)


def decide(page: MeetingPage, by, what: str | None = None) -> Event:
    """Send what is called for, as a team does."""
    standing = sending.standing_of(fresh(page))
    return sending.send(standing.page, what or standing.what, standing.seen, by)


def ten_minutes_pass() -> None:
    past = timezone.now() - timedelta(seconds=1)
    Event.objects.filter(state=Event.State.WAITING).update(due_at=past)


def send_now(page: MeetingPage, by) -> Event:
    """Decided, waited for, told."""
    event = decide(page, by)
    ten_minutes_pass()
    fanning.run()
    event.refresh_from_db()
    return event


def told(kind: str = sending.MAIL) -> list[str]:
    """To whom mails were written, sorted: twice is seen twice."""
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def change(page: MeetingPage, **values) -> MeetingPage:
    """An editor publishes another version."""
    page = fresh(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return fresh(page)
