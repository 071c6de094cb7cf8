"""What moderators do to topics and posts. Each act is checked, logged, announced, and undone by
another; nothing is deleted.

Each function is one transaction. Raises ``Forbidden`` for who may not, in this forum; doing again
what is done changes nothing.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forum.board.forum_tracking import reading
from forum.scope.rights import HIDE, LOCK, MOVE, rights_of
from forum.signals import topic_changed
from sites.accounts.models import User

from . import counters
from .models import Post, Topic
from .refusals import Forbidden


@transaction.atomic
def lock(topic_id: int, by: User, reason: str = "") -> Topic:
    """Close a topic to new posts."""
    return _set_status(topic_id, by, Topic.TOPIC_LOCKED, "forum.lock", reason)


@transaction.atomic
def unlock(topic_id: int, by: User, reason: str = "") -> Topic:
    """Open a closed topic again."""
    return _set_status(topic_id, by, Topic.TOPIC_UNLOCKED, "forum.unlock", reason)


@transaction.atomic
def hide(post_id: int, by: User, reason: str = "") -> Post:
    """Take a post from everybody's sight; its topic with it when it is the first."""
    return _set_approved(post_id, by, False, "forum.hide", reason)


@transaction.atomic
def show(post_id: int, by: User, reason: str = "") -> Post:
    """Put a hidden post back, or approve one that waits; its topic with it when it is the first."""
    return _set_approved(post_id, by, True, "forum.show", reason)


@transaction.atomic
def move(topic_id: int, forum_id: int, by: User, reason: str = "") -> Topic:
    """Put a topic into another forum, where the moderator has the same right."""
    topic = _topic(topic_id, by, MOVE)
    rights = rights_of(by)
    if not rights.may(MOVE, forum_id) or rights.board.nodes[forum_id].is_category:
        raise Forbidden
    left = topic.forum_id
    if left == forum_id:
        return topic
    reading.keep_marks(topic.pk)
    Topic.objects.filter(pk=topic.pk).update(forum=forum_id, placed_on=timezone.now())
    counters.recount_forums(left, forum_id)
    return _done(topic, by, "forum.move", reason, left=left, entered=forum_id)


def _set_status(topic_id: int, by: User, status: int, act: str, reason: str) -> Topic:
    topic = _topic(topic_id, by, LOCK)
    if topic.status == status:
        return topic
    Topic.objects.filter(pk=topic.pk).update(status=status)
    return _done(topic, by, act, reason)


def _set_approved(post_id: int, by: User, approved: bool, act: str, reason: str) -> Post:
    topic = _topic(Post.objects.values_list("topic_id", flat=True).get(pk=post_id), by, HIDE)
    post = Post.objects.select_related("topic").get(pk=post_id)
    if post.approved == approved:
        return post
    hidden_on = None if approved else timezone.now()
    Post.objects.filter(pk=post.pk).update(approved=approved, hidden_on=hidden_on)
    if post.is_topic_head:
        waited = approved and not post.hidden_on
        placed_on = timezone.now() if waited else topic.placed_on
        Topic.objects.filter(pk=topic.pk).update(approved=approved, placed_on=placed_on)
    counters.recount_topic(topic.pk)
    counters.recount_forums(topic.forum_id)
    _done(topic, by, act, reason, post=post.pk, number=post.number)
    return Post.objects.select_related("topic").get(pk=post.pk)


def _topic(topic_id: int, by: User, right: str) -> Topic:
    """The topic, locked until the end of the transaction, if ``by`` holds ``right`` over it."""
    topic = Topic.objects.select_for_update(no_key=True).filter(pk=topic_id).first()
    if topic is None or not rights_of(by).may(right, topic.forum_id):
        raise Forbidden
    return topic


def _done(topic: Topic, by: User, act: str, reason: str, **facts) -> Topic:
    topic.refresh_from_db()
    log(topic, f"quartiers.{act}", user=by, title=topic.subject, data={"reason": reason, **facts})
    topic_changed.send(sender=Topic, topic=topic, gone=False)
    return topic
