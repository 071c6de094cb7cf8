"""Whatever moderators do, however people write meanwhile: undone, it is as if it had not been."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publications import publishing
from forum.acts import merging, moving, splitting, standing, undoing, wording
from forum.acts.former import heir_of, post_of
from forum.acts.models import Act, Trace
from forum.acts.splitting import Chosen
from forum.board.forum.models import Forum
from forum.board.forum_conversation import counters, moderating, services
from forum.board.forum_conversation.forum_polls.models import TopicPoll
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden, Refused
from forum.board.forum_tracking.models import TopicReadTrack
from forum.board.forum_tracking.reading import mark_seen
from forum.facts import public_facts
from sites.accounts.models import User

from .conftest import LONG_AGO, forums_of

pytestmark = pytest.mark.django_db

SEEDS = range(6)
ACTS = 8
REASON, RULE = "Pour y voir clair", "order"


@pytest.fixture
def administrator(make_user) -> User:
    return make_user("administrator", pseudonym="Administratrice")


@pytest.fixture
def people(make_user) -> list[User]:
    return [make_user(date_joined=timezone.now() - LONG_AGO) for _ in range(4)]


def place_of(topic_id: int, number: int) -> int | None:
    """The key of the post that a link to this number leads to."""
    topic = Topic.objects.get(pk=topic_id)
    here = Post.objects.filter(topic=topic, number=number).first()
    found = here or post_of(topic_id, number)
    assert found is None or heir_of(found.topic) == found.topic
    return found and found.pk


def snapshot() -> dict:
    """All that people see, and all that says how they see it."""
    topics = Topic.objects.filter(heir=None)
    return {
        "topics": list(
            topics.order_by("pk").values(
                *("pk", "forum", "subject", "slug", "poster", "type", "status", "approved"),
                *("posts_count", "last_post", "last_post_on", "first_post", "closes_at"),
                *("pinned_until", "slow_minutes", "created", "poster_name"),
            )
        ),
        "posts": list(
            Post.objects.order_by("pk").values(
                *("pk", "topic", "number", "subject", "content", "_content_rendered", "approved"),
                *("hidden_on", "updates_count", "update_reason", "updated_by", "updated"),
            )
        ),
        "forums": list(
            Forum.objects.order_by("pk").values(
                *("pk", "direct_posts_count", "direct_topics_count", "last_post", "last_post_on")
            )
        ),
        "facts": [
            {name: value for name, value in vars(facts).items() if name != "changed_at"}
            for facts in public_facts()
        ],
        "read": list(
            TopicReadTrack.objects.filter(topic__heir=None)
            .order_by("user", "topic")
            .values_list("user", "topic", "number")
        ),
        "followed": sorted(
            Topic.subscribers.through.objects.filter(topic__heir=None).values_list("user", "topic")
        ),
        "polls": list(TopicPoll.objects.order_by("pk").values_list("pk", "topic")),
        "traces": list(Trace.objects.values_list("forum", "topic")),
    }


def assert_sound() -> None:
    assert list(counters.differences()) == []
    assert publishing.differences() == []
    for topic in Topic.objects.filter(heir=None):
        head = topic.posts.get(number=1)
        assert (topic.first_post, head.subject) == (head, topic.subject)
        assert head.approved == topic.approved
    for husk in Topic.objects.exclude(heir=None):
        assert not husk.posts.exists()


class Play:
    """Moderators and residents at work, as the dice have it."""

    def __init__(self, dice: random.Random, by: User, people: list[User], forums: list[Forum]):
        self.dice, self.by, self.people, self.forums = dice, by, people, forums
        self.clock = timezone.now() - timedelta(days=3)
        self.refusals: list[str] = []

    def topics(self) -> list[Topic]:
        return list(Topic.objects.filter(heir=None).order_by("pk"))

    def any_topic(self) -> Topic:
        return self.dice.choice(self.topics())

    def now(self):
        self.clock += timedelta(minutes=1)
        return self.clock

    def write(self) -> None:
        topic = self.any_topic()
        if not topic.is_locked:
            who = self.dice.choice(self.people)
            services.reply(topic.pk, who, f"Réponse {self.clock}", at=self.now())

    def read(self) -> None:
        topic = self.any_topic()
        if topic.last_number:
            mark_seen(self.dice.choice(self.people), topic, self.dice.randint(1, topic.last_number))

    def hide(self) -> None:
        post = self.dice.choice(list(Post.objects.filter(number__gt=1).order_by("pk")) or [None])
        if post:
            self.dice.choice([moderating.hide, moderating.show])(post.pk, self.by)

    def act(self) -> None:
        topic, dice = self.any_topic(), self.dice
        soon = timezone.now() + timedelta(days=dice.randint(1, 9))
        numbers = [n for n in range(2, topic.last_number + 1) if dice.random() < 0.5]
        chosen = Chosen(numbers) if dice.random() < 0.7 else Chosen(onwards=dice.randint(2, 6))
        forum, title = dice.choice(self.forums).pk, f"Titre {dice.randint(1, 999)}"
        post = dice.choice(list(topic.posts.all()))
        works: list[Callable[[], object]] = [
            lambda: standing.lock(topic.pk, self.by, REASON),
            lambda: standing.unlock(topic.pk, self.by, REASON),
            lambda: standing.slow(topic.pk, dice.randint(0, 60), self.by, REASON),
            lambda: standing.pin(topic.pk, dice.randint(0, 2), soon, self.by, REASON),
            lambda: standing.close_on(topic.pk, soon, self.by, REASON),
            lambda: wording.rename(topic.pk, title, self.by, REASON, RULE),
            lambda: wording.edit(post.pk, title, self.by, REASON, RULE),
            *[lambda: moving.move(topic.pk, forum, self.by, REASON)] * 2,
            *[lambda: splitting.split(topic.pk, chosen, forum, title, self.by, REASON)] * 5,
            *[lambda: merging.merge(topic.pk, self.any_topic().pk, self.by, REASON)] * 4,
        ]
        self.attempt(dice.choice(works))

    def attempt(self, work: Callable[[], object]) -> None:
        """Words that say no are an answer; an administrator may everything."""
        try:
            work()
        except Forbidden:
            raise
        except Refused as refusal:
            self.refusals.append(refusal.message)

    def undo_one(self) -> None:
        acts = list(Act.objects.filter(undone_at=None))
        if acts:
            self.attempt(lambda: undoing.undo(self.dice.choice(acts).pk, self.by))

    def undo_all(self) -> None:
        for act in Act.objects.filter(undone_at=None).order_by("-pk"):
            undoing.undo(act.pk, self.by)


@pytest.fixture
def play(administrator, people, council, other_council, portal):
    forums = [*forums_of(council)[:2], forums_of(other_council)[0], forums_of(None)[0]]

    def make(seed: int) -> Play:
        dice = random.Random(seed)
        made = Play(dice, administrator, people, forums)
        for n, forum in enumerate([forums[0], forums[0], forums[2], forums[3]]):
            who = people[n % len(people)]
            services.open_topic(forum.pk, who, f"Sujet {n}", "Bonjour", at=made.now())
        for _ in range(16):
            made.write()
        for _ in range(8):
            made.read()
            made.any_topic().subscribers.add(dice.choice(people))
        TopicPoll.objects.create(topic=made.topics()[0], question="Oui ?")
        return made

    return make


@pytest.mark.parametrize("seed", SEEDS)
def test_undone_all_is_as_before(play, seed):
    game = play(seed)
    before = snapshot()
    links = {(p.topic_id, p.number): p.pk for p in Post.objects.all()}
    for _ in range(ACTS):
        game.act()
        assert_sound()
        links |= {(p.topic_id, p.number): p.pk for p in Post.objects.all()}
        assert {link: place_of(*link) for link in links} == links
    game.undo_all()
    assert_sound()
    assert snapshot() == before
    assert {link: place_of(*link) for link in links} == links


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_in_between_nothing_is_lost(play, seed):
    """Replies, reading, hiding, undoing in any order: numbers, counters and links hold."""
    game = play(100 + seed)
    links: dict = {}
    for _ in range(3 * ACTS):
        game.dice.choice([game.act, game.act, game.write, game.read, game.hide, game.undo_one])()
        assert_sound()
        links |= {(p.topic_id, p.number): p.pk for p in Post.objects.all()}
        assert {link: place_of(*link) for link in links} == links
    written = set(Post.objects.values_list("pk", flat=True))
    assert set(links.values()) == written
    assert all(game.refusals)


def test_replies_written_meanwhile_stay_after_the_undoing(topic, administrator, people, forum):
    for n in range(4):
        services.reply(topic.pk, people[0], f"n° {n + 2}")
    made = splitting.split(topic.pk, Chosen([2, 4]), forum.pk, "Autre chose", administrator)
    late = services.reply(made.pk, people[1], "Et ceci ?")
    act = Act.objects.get(kind="split")
    undoing.undo(act.pk, administrator)
    late.refresh_from_db()
    assert (late.topic_id, late.number) == (topic.pk, 6)
    assert place_of(made.pk, 3) == late.pk
    assert list(topic.posts.order_by("number").values_list("number", flat=True)) == [*range(1, 7)]
    assert_sound()
