"""Many who write, tell, change their minds and leave at one moment, on PostgreSQL."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation import services
from forum.following import levels
from forum.following.models import Follow, Level
from sites.accounts.models import User
from sites.accounts.privacy import erasure
from sites.notifications.models import Mail
from sites.notifications.telling import choosing, fanning, mailing
from sites.notifications.telling.models import DigestMark, Happening, Notice
from tests.races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


def fan() -> int:
    return fanning.run(float("inf"))


def crowd(make_user, topic, size: int, level=Level.WATCHED) -> list[User]:
    people = [make_user() for _ in range(size)]
    rows = [Follow(person=person, topic=topic, level=level) for person in people]
    Follow.objects.bulk_create(rows)
    return people


def long_ago() -> None:
    """Second thoughts are over."""
    Notice.objects.update(at=timezone.now() - timedelta(hours=1))


def test_eight_answers_at_once_tell_fifty_watchers_each_once(topic, make_user):
    watchers = crowd(make_user, topic, 50)
    authors = [make_user() for _ in range(8)]
    posts = at_once(*(lambda a=a: services.reply(topic.pk, a, "Moi aussi.") for a in authors))
    assert Happening.objects.count() == 8
    at_once(fan, fan, fan, fan)
    while Happening.objects.filter(state="waiting").exists():
        fan()  # those that another held
    for watcher in watchers:
        told = Notice.objects.filter(person=watcher)
        assert sorted(told.values_list("happening__thing", flat=True)) == sorted(
            post.pk for post in posts
        )
    long_ago()
    at_once(*(lambda: mailing.run(float("inf")) for _ in range(3)))
    for watcher in watchers:
        assert Mail.objects.filter(person=watcher).count() == 1
    assert not Notice.objects.filter(mail="now", mailed_at=None).exists()


def test_two_workers_write_one_digest(topic, make_user):
    people = crowd(make_user, topic, 12, Level.FOLLOWED)
    services.reply(topic.pk, make_user(), "Moi aussi.")
    fan()
    now = timezone.now() + timedelta(days=1)
    assert sum(at_once(*(lambda: mailing.run_digests(now) for _ in range(3)))) == 12
    for person in people:
        assert Mail.objects.filter(person=person, kind="digest").count() == 1
    assert DigestMark.objects.count() == 12
    assert not Notice.objects.filter(mail="daily", mailed_at=None).exists()


@pytest.mark.parametrize("times", range(3))
def test_a_level_changed_meanwhile_is_heard_or_not_and_never_half(topic, make_user, times):
    (watcher,) = crowd(make_user, topic, 1)
    services.reply(topic.pk, make_user(), "Moi aussi.")
    at_once(fan, lambda: levels.choose_topic(watcher, topic.pk, Level.MUTED), fan)
    fan()
    assert Notice.objects.filter(person=watcher).count() <= 1
    long_ago()
    mailing.run(float("inf"))
    assert not Mail.objects.filter(person=watcher).exists()


@pytest.mark.parametrize("times", range(3))
def test_an_account_erased_meanwhile_keeps_nothing(topic, make_user, times):
    people = crowd(make_user, topic, 6)
    services.reply(topic.pk, make_user(), "Moi aussi.")
    leaving = people[times]
    at_once(fan, lambda: erasure.erase(leaving), fan)
    fan()
    assert not Notice.objects.filter(person=leaving).exists()
    others = {person.pk for person in people} - {leaving.pk}
    assert set(Notice.objects.filter(kind="watched").values_list("person", flat=True)) == others


@pytest.mark.parametrize("times", range(3))
def test_an_account_erased_while_its_mail_is_written_gets_none(topic, make_user, times):
    people = crowd(make_user, topic, 4)
    services.reply(topic.pk, make_user(), "Moi aussi.")
    fan()
    long_ago()
    leaving = people[times]
    at_once(lambda: mailing.run(float("inf")), lambda: erasure.erase(leaving))
    mailing.run(float("inf"))
    assert not Mail.objects.filter(person=leaving).exists()
    assert not Mail.objects.filter(to=leaving.email).exists()


def test_two_forms_of_one_person_make_one_row_and_one_choice(topic, make_user):
    reader = make_user()
    at_once(
        *(
            lambda level=level: levels.choose_topic(reader, topic.pk, level)
            for level in (Level.WATCHED, Level.MUTED, Level.FOLLOWED)
        )
    )
    assert Follow.objects.filter(person=reader).count() == 1
    at_once(*(lambda: choosing.choose(reader.pk, {"reply": "daily"}) for _ in range(3)))
    assert choosing.chosen_by(reader)["reply"] == "daily"


def test_a_crowd_of_two_thousand_does_not_hold_up_the_answer(topic, make_user, settings):
    settings.HOST_TABLE_MAX_AGE = 3600
    author = make_user()
    services.reply(topic.pk, author, "Avant.")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            services.reply(topic.pk, author, "Moi aussi.")
        return len(captured)

    alone = cost()
    rows = [User(email=f"p{n}@exemple.fr", pseudonym=f"Personne {n}") for n in range(2000)]
    people = User.objects.bulk_create(rows)
    Follow.objects.bulk_create(
        [Follow(person=person, topic=topic, level=Level.WATCHED) for person in people]
    )
    assert cost() == alone
    Happening.objects.exclude(pk=Happening.objects.latest("pk").pk).delete()
    with CaptureQueriesContext(connection) as captured:
        assert fan() == 2001  # and who opened the topic
    assert len(captured) <= 20 * (2000 // fanning.BATCH + 2)
