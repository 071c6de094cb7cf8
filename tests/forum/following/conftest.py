"""What tests of following share: the forum's fixtures, and telling as the schedule does it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post
from forum.following import levels, reasons
from forum.following.models import Level
from sites.notifications import composing
from sites.notifications.models import Mail
from sites.notifications.telling import kinds as telling_kinds
from sites.notifications.telling import mailing, passing
from sites.notifications.telling.models import Notice
from tests.forum.views.conftest import (  # noqa: F401
    author,
    forum,
    moderator,
    other_forum,
    premoderated,
    private,
    rule,
    shared_forum,
    talk,
    topic,
)


@pytest.fixture
def reader(make_user):
    return make_user(pseudonym="Bruno", email="bruno@exemple.fr")


@pytest.fixture
def watch() -> Callable:
    """``watch(person, topic, level=WATCHED)``"""

    def choose(person, found, level=Level.WATCHED) -> None:
        levels.choose_topic(person, found.pk, level)

    return choose


@pytest.fixture
def say(make_user) -> Callable[..., Post]:
    """``say(topic, text=…, by=None)``: a post of somebody who is nobody else here."""
    made = []

    def reply(found, text="Moi aussi.", by=None) -> Post:
        if by is None and not made:
            made.append(make_user(pseudonym="Passante"))
        return services.reply(found.pk, by or made[0], text)

    return reply


@pytest.fixture
def tell() -> Callable[[], passing.Pass]:
    """``tell()``: one pass, as the schedule does it."""
    return passing.run


@pytest.fixture
def later(monkeypatch) -> Callable[[timedelta], None]:
    """``later(timedelta)``: so much time goes by for what waits to be mailed."""
    now = timezone.now

    def go(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + by)

    return go


@pytest.fixture
def mails(later) -> Callable[..., list[Mail]]:
    """``mails(person=None, after=…)``: what is written once second thoughts are over, as it would
    leave now."""

    def write(person=None, after=mailing.SECOND_THOUGHTS) -> list[Mail]:
        passing.run()
        later(after)
        passing.run()
        rows = Mail.objects.filter(kind__in=["notice", "digest"]).order_by("pk")
        return [
            mail
            for mail in rows.filter(**({"person": person} if person else {}))
            if composing.fill(mail)
        ]

    return write


@pytest.fixture
def speaks_to():
    """``speaks_to(kind, *people)``: every post does, as a finder of mentions would say."""
    before, known = dict(reasons._reasons), dict(telling_kinds._kinds)

    def register(kind, *people) -> None:
        reasons.register(kind, lambda post: [person.pk for person in people])

    yield register
    reasons._reasons.clear()
    reasons._reasons.update(before)
    telling_kinds._kinds.clear()
    telling_kinds._kinds.update(known)


def kinds_of(person) -> list[str]:
    rows = Notice.objects.filter(person=person).order_by("pk")
    return list(rows.values_list("kind", flat=True))
