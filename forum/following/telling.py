"""The forum as a source of what people are told: see sites.notifications.telling.sources.

A happening is a post; it belongs to its topic. Who may know of it is asked twice: when it is
handed out, and again whenever it is shown or mailed.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from forum.board.forum_conversation.models import Post, Topic
from forum.facts import excerpt
from forum.scope.addresses import anchor, home_url, topic_path
from forum.scope.rights import Rights, rights_of, rights_of_all
from forum.scope.tree import Node, tree
from forum.screens.places import sees
from sites.accounts.models import User
from sites.councils.hosts import HostTable, table
from sites.notifications.telling import announcing
from sites.notifications.telling.models import Happening
from sites.notifications.telling.sources import Audience, Told

from . import ignoring, kinds, levels, reasons
from .levels import Held
from .models import Follow, Level

SOURCE = "forum"
TOPIC = "topic:"


def key_of(post_id: int) -> str:
    return f"forum-post:{post_id}"


def about(topic_id: int) -> str:
    return f"{TOPIC}{topic_id}"


def posts_moved(posts: Iterable[Post]) -> None:
    """Posts stand in another topic, or at another number, than when they were told."""
    places = {post.pk: (about(post.topic_id), post.number) for post in posts}
    announcing.regroup(SOURCE, places)


class Posts:
    """Posts that people are told of."""

    key = SOURCE

    def audience(self, happening: Happening, after: int, limit: int) -> Audience:
        """Whom it addresses, and who follows its topic or a forum above it."""
        post = _posts([happening]).get(happening.thing)
        node = tree().nodes.get(post.topic.forum_id) if post else None
        if post is None or node is None:
            return Audience({}, None)
        addressed = {pk: kind for pk, kind in reasons.addressed(post).items() if pk > after}
        followers = _followers(post.topic, node, after, limit)
        people = sorted({*followers, *addressed})[:limit]
        last = people[-1] if len(people) == limit else None
        found = levels.of_people(people, node, post.topic_id)
        told = {pk: _kind(post, found[pk], addressed.get(pk)) for pk in people}
        return Audience({pk: kind for pk, kind in told.items() if kind}, last)

    def allowed(self, happening: Happening, people: Sequence[User]) -> set[int]:
        post = _posts([happening]).get(happening.thing)
        if post is None:
            return set()
        deaf = ignoring.who_ignores(post.poster_id, [person.pk for person in people])
        rights = rights_of_all(people)
        return {p.pk for p in people if p.pk not in deaf and _may_know(rights[p.pk], p, post)}

    def describe(self, person: User, happenings: Iterable[Happening]) -> dict[int, Told]:
        happenings = list(happenings)
        posts, rights, hosts = _posts(happenings), rights_of(person), table()
        known = [p for p in posts.values() if _may_know(rights, person, p)]
        topics = {post.topic_id: post.topic for post in known}.values()
        held = levels.of_topics(person, topics, rights.board.nodes) if topics else {}
        deaf = ignoring.ignored_by(person, [post.poster_id for post in known])
        shown = {
            post.pk: post
            for post in known
            if held[post.topic_id].level != Level.MUTED and post.poster_id not in deaf
        }
        return {
            one.pk: _told(shown[one.thing], rights, hosts)
            for one in happenings
            if one.thing in shown
        }

    def subject(self, about: str) -> str:
        """The title, where everybody may read it: a link of a mail may be passed on."""
        everybody = rights_of(AnonymousUser())
        topic = Topic.objects.filter(pk=_topic_id(about), approved=True).first()
        return topic.subject if topic and everybody.reads(topic.forum_id) else ""

    def stop(self, person_id: int, about: str) -> None:
        """Nothing more of the topic, not even when the person is addressed there."""
        person = User.objects.filter(pk=person_id, is_active=True).first()
        if person and Topic.objects.filter(pk=_topic_id(about)).exists():
            levels.choose_topic(person, _topic_id(about), Level.MUTED)


def _topic_id(about: str) -> int:
    number = about.removeprefix(TOPIC)
    return int(number) if number.isdecimal() else 0


def _posts(happenings: Iterable[Happening]) -> dict[int | None, Post]:
    """The posts that everybody who reads their forum may read, by primary key."""
    posts = Post.objects.filter(pk__in=[one.thing for one in happenings], approved=True)
    return {post.pk: post for post in posts.select_related("topic", "poster")}


def _followers(topic: Topic, node: Node, after: int, limit: int) -> list[int]:
    """Accounts above ``after`` with a row that may make them hear of the topic."""
    things = Q(topic=topic.pk) | Q(forum__in=node.lineage)
    rows = Follow.objects.filter(things, level__gte=Level.FOLLOWED, person__gt=after)
    return list(rows.order_by("person").values_list("person", flat=True).distinct()[:limit])


def _kind(post: Post, held: Held, addressed: str | None) -> str | None:
    """The strongest reason to tell somebody with that level; None when there is none."""
    if held.level == Level.MUTED:
        return None
    if addressed:
        return addressed
    if held.level == Level.WATCHED:
        return kinds.WATCHED.key
    is_news = post.is_topic_head or not held.is_of_forum
    return kinds.FOLLOWED.key if held.level == Level.FOLLOWED and is_news else None


def _may_know(rights: Rights, person: User, post: Post) -> bool:
    """Whether the post may be told to the person at this moment. Nobody is told of where they are
    suspended.
    """
    forum_id = post.topic.forum_id
    return (
        post.approved
        and post.topic.approved
        and person.is_active
        and sees(rights, person, post.topic)
        and rights.sanction(forum_id) is None
    )


def _told(post: Post, rights: Rights, hosts: HostTable) -> Told:
    topic = post.topic
    node = rights.board.nodes[topic.forum_id]
    url = home_url(node, hosts) + topic_path(node, topic.slug, topic.pk)
    home = hosts.neighbour_by_id(node.home_id)
    return Told(
        title=topic.subject,
        url=url + anchor(post.number),
        subject_url=url,
        author=post.author_name,
        excerpt=excerpt(post),
        at=post.created,
        site=home.council.site if home else None,
        list_name=f"sujet-{topic.pk}.forum",
    )
