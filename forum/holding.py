"""Links and pictures of new accounts wait for somebody to look at them.

The post shows at once; where a link to elsewhere stood, others read « lien en attente de
relecture ». It is given back when a moderator approves (``release``), or when the account is no
longer new (``release_regulars``, every minute). What is kept rendered holds no address that waits,
so that nothing that shows posts can give it away (see ``rendering``).

A post is held when its author is new and it links to elsewhere; once approved, only another
address makes it wait again.
"""

from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.pace import Allowance
from forum.board.forum_conversation.refusals import Forbidden, TooManyLinks
from forum.scope.rights import HIDE, rights_of
from forum.signals import topic_changed
from sites.accounts.models import User
from sites.moderation.confidence import is_new

from .rendering import links_elsewhere


def is_due(allowance: Allowance, text: str, before: Post | None = None) -> bool:
    """Whether the links of ``text`` wait. ``before``: the post that it changes.

    Raises TooManyLinks.
    """
    links = links_elsewhere(text)
    if allowance.links is not None and len(links) > allowance.links:
        raise TooManyLinks(allowance.links, len(links))
    if not links or not allowance.is_held:
        return False
    if before is None or before.is_held:
        return True
    return not set(links) <= set(links_elsewhere(before.content.raw))


@transaction.atomic
def release(post_id: int, by: User, reason: str = "") -> Post:
    """Show the links of a post, as a moderator of its forum. Raises Forbidden."""
    topic_id = Post.objects.values_list("topic_id", flat=True).get(pk=post_id)
    topic = Topic.objects.select_for_update(no_key=True).get(pk=topic_id)
    if not rights_of(by).may(HIDE, topic.forum_id):
        raise Forbidden
    post = Post.objects.select_for_update().get(pk=post_id)
    if not post.is_held:
        return post
    _show([post])
    data = {"reason": reason, "post": post.pk, "number": post.number}
    log(topic, "quartiers.forum.links", user=by, title=topic.subject, data=data)
    return post


def release_regulars() -> int:
    """Show what accounts linked to that are no longer new; returns how many posts."""
    authors = User.objects.filter(pk__in=Post.objects.filter(is_held=True).values("poster"))
    count = 0
    for author in authors:
        if not is_new(author):
            count += _release_all_of(author)
    return count


@transaction.atomic
def _release_all_of(author: User) -> int:
    """The author's row first, as whoever writes does: nothing is held in the meantime."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=author.pk)
    waiting = Post.objects.filter(poster=author, is_held=True).order_by("topic_id", "pk")
    topics = waiting.order_by("topic_id").values_list("topic_id", flat=True).distinct()
    list(Topic.objects.select_for_update(no_key=True).filter(pk__in=list(topics)).order_by("pk"))
    posts = list(waiting.select_for_update())
    _show(posts)
    return len(posts)


def _show(posts: Iterable[Post]) -> None:
    for post in posts:
        post.is_held = False
        post.save(update_fields=["content", "_content_rendered", "is_held"])
        topic_changed.send(sender=Topic, topic=post.topic, gone=False)
