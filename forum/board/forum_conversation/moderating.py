"""What moderators do to topics and posts. Each act is checked, logged, announced, can be undone;
nothing is deleted.

Each function is one transaction. Raises ``Forbidden`` for who may not, in this forum; doing again
what is done changes nothing. Hiding and showing are here, whole topics in ``forum.acts``.
"""

from django.db import transaction

from forum.acts.moving import move
from forum.acts.standing import lock, unlock
from forum.scope.rights import HIDE, rights_of
from sites.accounts.models import User

from . import restricting
from .locking import lock_with_post
from .models import Post
from .refusals import Forbidden

__all__ = ["hide", "lock", "move", "show", "unlock"]


@transaction.atomic
def hide(post_id: int, by: User, reason: str = "") -> Post:
    """Take a post from everybody's sight; its topic with it when it is the first."""
    if _may_change(post_id, by, approved=False):
        restricting.hide(post_id, by, reason)
    return Post.objects.select_related("topic").get(pk=post_id)


@transaction.atomic
def show(post_id: int, by: User, reason: str = "") -> Post:
    """Put a hidden post back, or approve one that waits; its topic with it when it is the first."""
    if _may_change(post_id, by, approved=True):
        restricting.show(post_id, by, reason)
    return Post.objects.select_related("topic").get(pk=post_id)


def _may_change(post_id: int, by: User, *, approved: bool) -> bool:
    """Whether there is something to do. The topic is locked. Raises Forbidden."""
    topic, post = lock_with_post(post_id)
    if not rights_of(by).may(HIDE, topic.forum_id):
        raise Forbidden
    return post.approved != approved
