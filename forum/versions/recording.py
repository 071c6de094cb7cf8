"""Every version of a post is kept when the next one takes its place.

Whoever changes the words of a post calls ``keep`` before, in the transaction and with the post's
row locked. What somebody mends in the first two minutes leaves no trace.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden
from forum.scope.rights import HIDE, rights_of
from sites.accounts.models import User

from .models import PostVersion

QUIET = timedelta(minutes=2)


def is_quiet(post: Post) -> bool:
    """Whether the post is so new that a change leaves no trace."""
    return timezone.now() - post.created < QUIET


def keep(post: Post, *, title: str = "", withdrawn_by: User | None = None) -> PostVersion:
    """Keep what ``post`` says, for it is about to say something else.

    ``title`` is the topic's, with its first post. ``withdrawn_by``: a moderator who changes it so
    that nobody reads the version any more.
    """
    last = post.versions.aggregate(last=Max("number"), since=Max("withdrawn_at"))
    return PostVersion.objects.create(
        post=post,
        number=(last["last"] or 0) + 1,
        title=title,
        text=post.content.raw,
        since=post.updated if last["last"] else post.created,
        withdrawn_at=timezone.now() if withdrawn_by else None,
        withdrawn_by=withdrawn_by,
    )


@transaction.atomic
def withdraw(version_id: int, by: User, reason: str = "") -> PostVersion:
    """Take an earlier version from everybody's sight but moderators'. Raises Forbidden."""
    version = PostVersion.objects.select_for_update().get(pk=version_id)
    post = Post.objects.select_related("topic").get(pk=version.post_id)
    if not rights_of(by).may(HIDE, post.topic.forum_id):
        raise Forbidden
    if version.withdrawn_at is None:
        version.withdrawn_at, version.withdrawn_by = timezone.now(), by
        version.save(update_fields=["withdrawn_at", "withdrawn_by"])
        data = {"reason": reason, "post": post.pk, "number": post.number, "version": version.number}
        log(post.topic, "quartiers.forum.version", user=by, title=post.topic.subject, data=data)
    return version


def cover(post: Post, by: User | None) -> list[int]:
    """Withdraw every version that can still be read, for words of it are being masked.

    Returns their keys, for ``uncover``. Who may is asked by the caller, who also writes the log.
    """
    shown = PostVersion.objects.filter(post=post.pk, withdrawn_at=None)
    pks = list(shown.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    shown.filter(pk__in=pks).update(withdrawn_at=timezone.now(), withdrawn_by=by)
    return pks


def uncover(pks: list[int]) -> None:
    """Undo ``cover``."""
    PostVersion.objects.filter(pk__in=pks).update(withdrawn_at=None, withdrawn_by=None)
