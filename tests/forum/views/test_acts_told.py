"""Who opened a topic hears what moderators did to it, and why; never who did it themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.acts import merging, moving, splitting, standing, undoing
from forum.acts.models import Act
from forum.acts.splitting import Chosen
from sites.accounts.privacy import erasure
from sites.notifications.models import Mail

from .addresses import topic_path, url_of
from .conftest import forums_of

pytestmark = pytest.mark.django_db

KIND, REASON = "topic_arranged", "On tourne en rond depuis trois jours."


@pytest.fixture
def sibling(council):
    return forums_of(council)[1]


def told(person) -> list[str]:
    mails = Mail.objects.filter(kind=KIND, person=person).order_by("pk")
    return [mail.text.replace("\xa0", " ") for mail in mails]


def test_a_closed_topic_says_why_where_and_how_to_contest(council, topic, author, moderator):
    standing.lock(topic.pk, moderator, REASON)
    (text,) = told(author)
    assert "« Les pavés » est fermé" in text
    assert REASON in text
    assert url_of(council, topic_path(topic)) in text
    assert "/moderation/decision/" in text
    standing.lock(topic.pk, moderator, REASON)
    assert len(told(author)) == 1


def test_without_words_of_a_moderator_it_says_what_such_an_act_is_for(topic, author, moderator):
    standing.lock(topic.pk, moderator)
    (text,) = told(author)
    assert "arrivée à son terme" in text


def test_a_date_is_said_and_one_taken_away_is_not(topic, author, moderator):
    at = timezone.now() + timedelta(days=2)
    standing.close_on(topic.pk, at, moderator)
    standing.close_on(topic.pk, None, moderator)
    (text,) = told(author)
    assert f"se fermera le {timezone.localtime(at).day} " in text


def test_moved_split_and_merged(talk, forum, sibling, author, make_user, moderator):
    neighbour = make_user(pseudonym="Voisine")
    one, other = talk(forum, 3), talk(forum, by=neighbour, title="Le square")
    moving.move(one.pk, sibling.pk, moderator, leaves_trace=True)
    splitting.split(one.pk, Chosen((2, 3)), sibling.pk, "Autre chose", moderator)
    merging.merge(one.pk, other.pk, moderator)
    moved, split, merged = told(author)
    assert "a été déplacé" in moved
    assert "scindé" in split
    assert "réuni" in merged
    assert "réuni" in told(neighbour)[0]


def test_what_lies_where_they_may_not_read_is_not_linked_to(
    topic, sibling, private, author, moderator, rule
):
    private(sibling)
    rule(sibling, "can_read_forum", True, moderator)
    moving.move(topic.pk, sibling.pk, moderator, leaves_trace=False)
    (text,) = told(author)
    assert sibling.slug not in text
    assert f"-{topic.pk}/" not in text


def test_taken_back_they_hear_of_it_too(topic, author, moderator):
    standing.lock(topic.pk, moderator)
    undoing.undo(Act.objects.get().pk, moderator)
    assert "est revenue sur sa décision" in told(author)[1]


def test_slowing_and_pinning_are_no_news(topic, author, moderator):
    standing.slow(topic.pk, 30, moderator)
    standing.pin(topic.pk, 1, None, moderator)
    assert told(author) == []


def test_nobody_is_told_what_they_did_themselves_nor_once_they_left(
    talk, forum, topic, author, moderator
):
    own = talk(forum, by=moderator, title="Le mien")
    standing.lock(own.pk, moderator)
    assert told(moderator) == []
    erasure.close(author)
    standing.lock(topic.pk, moderator)
    assert told(author) == []
