"""The rows of topics, locked by whoever writes in them; see counters.py for the order.

Moderators may send posts to another topic at the same moment (forum.acts): whoever waited for the
old one goes on to where they stand now. No act takes a topic and one that its posts have left, so
that nobody waits in a circle.
"""

from .models import Post, Topic
from .refusals import Gone


def lock_topic(topic_id: int) -> Topic:
    """The topic, or the one that its posts went to, with the first post that whoever hears of a
    change will ask for. Raises Gone where there is none.
    """
    rows = Topic.objects.select_for_update(of=("self",), no_key=True).select_related("first_post")
    wanted: int | None = topic_id
    while wanted:
        topic = rows.filter(pk=wanted).first()
        if topic is None:
            raise Gone
        wanted = topic.heir_id
    return topic


class Elsewhere(Exception):
    """What was locked is not where the topic lies by now; ``topic_id`` is what it has become."""

    def __init__(self, topic_id: int):
        super().__init__(topic_id)
        self.topic_id = topic_id


def lock_topic_and_forum(topic_id: int) -> Topic:
    """The same with the row of the forum it lies in, the topic's first, in one question.

    Raises Elsewhere for a topic that was moved or merged while we waited: the forum that it left is
    locked by then, and to wait for another one under that lock may be to wait in a circle. Whoever
    calls lets go of both and begins again.
    """
    rows = Topic.objects.select_for_update(of=("self", "forum"), no_key=True)
    topic = rows.select_related("first_post", "forum").filter(pk=topic_id).first()
    if topic is None:
        if Topic.objects.filter(pk=topic_id).exists():
            raise Elsewhere(topic_id)
        raise Gone
    if topic.heir_id:
        raise Elsewhere(topic.heir_id)
    return topic


def lock_with_post(post_id: int) -> tuple[Topic, Post]:
    """A post and the topic it stands in. Raises Gone where there is none."""
    while True:
        topic_id = Post.objects.filter(pk=post_id).values_list("topic_id", flat=True).first()
        if topic_id is None:
            raise Gone
        topic = lock_topic(topic_id)
        if Post.objects.filter(pk=post_id, topic=topic.pk).exists():  # it leaves under this lock
            # Forums point at posts: whoever counts one must not wait for us to be done (no_key).
            return topic, Post.objects.select_for_update(no_key=True).get(pk=post_id)
