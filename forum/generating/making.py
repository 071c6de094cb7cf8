"""A whole forum into an empty install: people, forums, topics, posts, what each has read.

One transaction. The same seed, sizes and moment into the same empty database give the same rows.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from forum.board.forum.models import Forum, slug_of
from forum.board.forum_conversation import auditing
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_tracking.models import ForumReadTrack, TopicReadTrack
from forum.board.forum_tracking.reading import HORIZON
from sites.accounts.models import User
from sites.accounts.skeletons import skeleton
from sites.councils.models import Portal
from sites.councils.onboarding import CouncilData, create_council, create_portal
from sites.moderation.charter import VERSION

from . import plan as planning
from .plan import HIDDEN, PUBLIC, Plan
from .sizes import Sizes
from .tables import Table
from .texts import Writer

HOST, COUNCILS = "quartiers.localhost", 6
READ_EACH, MARKS_EACH, MARKERS = 60, 3, 0.3  # topics, forums; share of people who mark forums
Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Order:
    """What is wanted. ``at`` is the moment at which the last post was written."""

    sizes: Sizes
    seed: int
    at: datetime
    port: int = 8000


def check_database() -> None:
    """Raise ValidationError where somebody's forum could be: only an empty one is filled."""
    if not settings.DEMO_ALLOWED:
        raise ValidationError(_("Ceci est un serveur : aucun forum d’essai n’y est mis."))
    if User.objects.exists() or Topic.objects.exists():
        raise ValidationError(
            _("Cette base n’est pas vide : un forum d’essai demande une base à lui.")
        )


@transaction.atomic
def generate(order: Order, tell: Tell) -> str:
    """Fill the database; returns a checksum of all rows. ``tell(what, how many)`` is progress."""
    check_database()
    order.sizes.check()
    plan = planning.made(order.sizes, order.seed)
    tell(_("plan"), order.sizes.posts)
    return _Maker(order, plan, tell).run()


class _Maker:
    def __init__(self, order: Order, plan: Plan, tell: Tell):
        self.order, self.plan, self.tell = order, plan, tell
        self.random = Random(order.seed + 1)  # noqa: S311 (nothing is secret here)
        self.writer = Writer(self.random)
        self.digest = hashlib.sha256()

    def run(self) -> str:
        self.names = self._names()
        self.people = self._write(_("comptes"), User, self._accounts)
        self.forums = self._forums()
        self.tell(_("forums"), len(self.forums))
        self.titles = [self.writer.title() for _topic in self.plan.topics]
        self.first_topic, self.first_post = _next_key(Topic), _next_key(Post)
        self._write(_("sujets"), Topic, self._topics)
        self._write(_("messages"), Post, self._posts)
        self._write(_("lectures"), TopicReadTrack, self._tracks)
        self._write(_("forums lus"), ForumReadTrack, self._marks)
        self._count_forums()
        if wrong := list(auditing.differences()):
            raise RuntimeError(f"generated counters are wrong: {wrong[0]}")
        return self.digest.hexdigest()

    def _write(self, name: str, model, rows: Callable[[int], Iterator[dict]]) -> range:
        """Write what ``rows(first key)`` yields; the keys that were given."""
        first = _next_key(model)
        made = rows(first)
        head = next(made, None)
        if head is None:
            return range(first, first)
        table = Table(model, head)
        total = table.write(_values(head, made))
        self.digest.update(table.digest.digest())
        self.tell(name, total)
        return range(first, first + total)

    def _names(self) -> list[str]:
        """Pseudonyms that nobody takes for one another."""
        names: dict[str, str] = {}
        while len(names) < self.order.sizes.accounts:
            name = self.writer.pseudonym()
            names.setdefault(skeleton(name), name)
        return list(names.values())

    def _accounts(self, first: int) -> Iterator[dict]:
        for n, name in enumerate(self.names):
            joined = self._at(planning.SPAN + self.random.randrange(1, 365 * planning.DAY))
            yield {
                "id": first + n,
                "email": f"compte{n + 1}@exemple.invalid",
                "password": "!",  # which no password matches
                "pseudonym": name,
                "skeleton": skeleton(name),
                "date_joined": joined,
                "charter_accepted_at": joined,
                "charter_version": VERSION,
            }

    def _forums(self) -> list[int]:
        """Forums that take topics, as many as wanted, below the roots of the sites."""
        if not Portal.objects.exists():
            _make_sites(self.order.port)
        posted = Forum.objects.filter(type=Forum.FORUM_POST, parent__scope__isnull=False)
        pks = list(posted.order_by("tree_id", "lft").values_list("pk", flat=True))
        roots = list(Forum.objects.filter(scope__isnull=False).order_by("tree_id"))
        for n in range(len(pks), self.order.sizes.forums):
            root = roots[n % len(roots)]
            root.refresh_from_db()
            name = f"{_('Forum')} {n + 1}"
            pks.append(Forum.objects.create(parent=root, name=name, type=Forum.FORUM_POST).pk)
        return pks[: self.order.sizes.forums]

    def _topics(self, first: int) -> Iterator[dict]:
        for n, (topic, title) in enumerate(zip(self.plan.topics, self.titles, strict=True)):
            opened, last = self._at(topic.opened), self._post_at(topic.last)
            yield {
                "id": first + n,
                "forum_id": self.forums[topic.place],
                "poster_id": self.people[topic.author],
                "poster_name": self.names[topic.author],
                "subject": title,
                "slug": slug_of(title, "sujet"),
                "type": Topic.TOPIC_STICKY if topic.is_sticky else Topic.TOPIC_POST,
                "status": Topic.TOPIC_LOCKED if topic.is_locked else Topic.TOPIC_UNLOCKED,
                "approved": topic.state == PUBLIC,
                "posts_count": topic.posts,
                "last_number": topic.numbers,
                "first_post_id": self.first_post + topic.first,
                "last_post_id": None if topic.last < 0 else self.first_post + topic.last,
                "last_post_on": last,
                "created": opened,
                "placed_on": opened,
                "updated": last or opened,
            }

    def _posts(self, first: int) -> Iterator[dict]:
        for n, post in enumerate(self.plan.posts()):
            text, written = self.writer.post(), self._at(post.ago)
            yield {
                "id": first + n,
                "topic_id": self.first_topic + post.topic,
                "poster_id": self.people[post.author],
                "username": self.names[post.author],
                "number": post.number,
                "subject": self.titles[post.topic] if post.number == 1 else "",
                "content": text.raw,
                "_content_rendered": text.rendered,
                "approved": post.state == PUBLIC,
                "hidden_on": written if post.state == HIDDEN else None,
                "updates_count": int(post.is_edited),
                "created": written,
                "updated": written,
            }

    def _tracks(self, first: int) -> Iterator[dict]:
        """Each has been to some of the topics of these weeks, mostly to the end."""
        since = HORIZON.total_seconds()
        recent = [
            n
            for n, topic in enumerate(self.plan.topics)
            if topic.last >= 0 and self.plan.order[topic.last][0] < since
        ]
        for person in self.people:
            for n in self.random.sample(recent, min(READ_EACH, len(recent))):
                topic = self.plan.topics[n]
                is_whole = self.random.random() < 0.7
                number = topic.numbers if is_whole else self.random.randint(1, topic.numbers)
                yield {
                    "user_id": person,
                    "topic_id": self.first_topic + n,
                    "number": number,
                    "mark_time": self._at(0 if is_whole else self.random.randrange(int(since))),
                }

    def _marks(self, first: int) -> Iterator[dict]:
        for person in self.people:
            if self.random.random() < MARKERS:
                several = min(MARKS_EACH, len(self.forums))
                for forum in self.random.sample(self.forums, several):
                    ago = self.random.randrange(int(HORIZON.total_seconds()))
                    yield {"user_id": person, "forum_id": forum, "mark_time": self._at(ago)}

    def _count_forums(self) -> None:
        for place, pk in enumerate(self.forums):
            topics = [
                topic
                for topic in self.plan.topics
                if topic.place == place and topic.state == PUBLIC
            ]
            # Posts lie in the order of their writing: of two at one moment, the later row is last.
            last = max((topic.last for topic in topics), default=-1)
            Forum.objects.filter(pk=pk).update(
                direct_topics_count=len(topics),
                direct_posts_count=sum(topic.posts for topic in topics),
                last_post=None if last < 0 else self.first_post + last,
                last_post_on=self._post_at(last),
            )

    def _at(self, ago: int) -> datetime:
        return self.order.at - timedelta(seconds=ago)

    def _post_at(self, place: int) -> datetime | None:
        return None if place < 0 else self._at(self.plan.order[place][0])


def settle() -> None:
    """Let the database see what it holds now; outside any transaction."""
    act = "VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE"
    with connection.cursor() as cursor:
        for model in (User, Forum, Topic, Post, TopicReadTrack, ForumReadTrack):
            cursor.execute(f"{act} {connection.ops.quote_name(model._meta.db_table)}")


def _make_sites(port: int) -> None:
    create_portal(_("Portail d’essai"), _("Arrondissement d’essai"), HOST, port)
    for n in range(1, COUNCILS + 1):
        code = f"qu{'abcdefghij'[n - 1]}"
        name = f"{_('Quartier')} {n}"
        host = f"{code}.{HOST}"
        create_council(CouncilData(code=code, name=name, slug=f"quartier-{n}", host=host))


def _next_key(model) -> int:
    return Table(model, []).first_key()


def _values(head: dict, rest: Iterator[dict]) -> Iterator[tuple]:
    yield tuple(head.values())
    for row in rest:
        yield tuple(row.values())
