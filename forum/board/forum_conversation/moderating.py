"""What moderators do to topics and posts. Each act is checked, logged, announced, can be undone;
nothing is deleted.

Each function is one transaction. Raises ``Forbidden`` for who may not, in this forum; doing again
what is done changes nothing. Hiding and showing are here, whole topics in ``forum.acts``.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forum.acts.moving import move
from forum.acts.standing import lock, unlock
from forum.scope.rights import HIDE, rights_of
from forum.signals import topic_changed
from sites.accounts.models import User

from . import counters
from .locking import lock_with_post
from .models import Post, Topic
from .refusals import Forbidden

__all__ = ["hide", "lock", "move", "show", "unlock"]


@transaction.atomic
def hide(post_id: int, by: User, reason: str = "") -> Post:
    """Take a post from everybody's sight; its topic with it when it is the first."""
    return _set_approved(post_id, by, False, "forum.hide", reason)


@transaction.atomic
def show(post_id: int, by: User, reason: str = "") -> Post:
    """Put a hidden post back, or approve one that waits; its topic with it when it is the first."""
    return _set_approved(post_id, by, True, "forum.show", reason)


def _set_approved(post_id: int, by: User, approved: bool, act: str, reason: str) -> Post:
    topic, post = lock_with_post(post_id)
    if not rights_of(by).may(HIDE, topic.forum_id):
        raise Forbidden
    if post.approved == approved:
        return post
    hidden_on = None if approved else timezone.now()
    Post.objects.filter(pk=post.pk).update(approved=approved, hidden_on=hidden_on, removed_on=None)
    if post.is_topic_head:
        Topic.objects.filter(pk=topic.pk).update(approved=approved)
    counters.recount_topic(topic.pk)
    counters.recount_forums(topic.forum_id)
    _done(topic, by, act, reason, post=post.pk, number=post.number)
    return Post.objects.select_related("topic").get(pk=post.pk)


def _done(topic: Topic, by: User, act: str, reason: str, **facts) -> Topic:
    topic.refresh_from_db()
    log(topic, f"quartiers.{act}", user=by, title=topic.subject, data={"reason": reason, **facts})
    topic_changed.send(sender=Topic, topic=topic, gone=False)
    return topic
