"""Links and pictures of new accounts wait for somebody to look at them.

The post shows at once; where a link to elsewhere stood, others read « lien en attente de
relecture ». It is given back when a moderator approves (``release``), keeps the post in its case
(``approve``, images as well), or when the account is no longer new (``release_regulars``, every
minute). What is kept rendered holds no address that waits,
so that nothing that shows posts can give it away (see ``rendering``).

A post is held when its author is new and it links to elsewhere; once approved, only another
address makes it wait again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forum.board.forum_conversation.forum_attachments import restricting
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.pace import Allowance
from forum.board.forum_conversation.refusals import Forbidden, TooManyLinks
from forum.scope.rights import HIDE, rights_of
from forum.signals import topic_changed
from sites.accounts.models import User
from sites.moderation.confidence import is_new

from .rendering import links_elsewhere

LINKS = "links"  # part of what an approval changed; its images are others


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
    post = Post.objects.select_for_update(no_key=True).get(pk=post_id)
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
    posts = list(waiting.select_for_update(no_key=True))
    _show(posts)
    return len(posts)


def _show(posts: Iterable[Post]) -> None:
    for post in posts:
        post.is_held = False
        post.save(update_fields=["content", "_content_rendered", "is_held"])
        topic_changed.send(sender=Topic, topic=post.topic, gone=False)


# With a case -------------------------------------------------------------------------------------


def withheld(post_ids: Sequence[int]) -> dict[int, str]:
    """Of which posts something waits, and what keeping them publishes, as a sentence."""
    with_images = Exists(Attachment.objects.filter(post=OuterRef("pk"), held=True))
    posts = Post.objects.filter(pk__in=post_ids).annotate(with_images=with_images)
    waiting = posts.filter(Q(is_held=True) | Q(with_images=True))
    words = {
        (True, False): _("Garder publie aussi ses liens."),
        (False, True): _("Garder publie aussi ses images."),
        (True, True): _("Garder publie aussi ses liens et ses images."),
    }
    rows = waiting.values_list("pk", "is_held", "with_images")
    return {pk: words[has_links, has_images] for pk, has_links, has_images in rows}


@transaction.atomic
def approve(post_id: int, by: User | None) -> dict[str, Any]:
    """Show the links and images of a post that was looked at; returns what ``withhold`` needs.

    Whoever calls has asked who may, and holds the topic (sites.moderation.cases).
    """
    post = (
        Post.objects.select_for_update(of=("self",), no_key=True)
        .select_related("topic")
        .get(pk=post_id)
    )
    before: dict[str, Any] = {}
    if post.is_held:
        before[LINKS] = True
        _show([post])
        _note(post, by, "links")
    before |= restricting.let_go(post_id, by)
    return before


@transaction.atomic
def withhold(post_id: int, before: Mapping[str, Any]) -> None:
    """Undo ``approve``. Links that its author has taken out meanwhile are not held again."""
    post = Post.objects.select_for_update(of=("self",), no_key=True).filter(pk=post_id).first()
    if post is None:
        return
    if before.get(LINKS) and not post.is_held and links_elsewhere(post.content.raw):
        post.is_held = True
        post.save(update_fields=["content", "_content_rendered", "is_held"])
    restricting.restore(post_id, before)


def _note(post: Post, by: User | None, act: str) -> None:
    data = {"reason": "", "post": post.pk, "number": post.number}
    log(post.topic, f"quartiers.forum.{act}", user=by, title=post.topic.subject, data=data)
