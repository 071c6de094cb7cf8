"""Thanking and taking it back: each is one transaction, checks rights itself and counts exactly.

Nothing is announced: thanks change no list, feed or search, and must not make whole sites be
rendered anew for each click.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden, Gone, Refused, forbidden
from forum.scope.rights import Rights, rights_of
from sites.accounts.models import User

from .models import Tally, Thank


class OwnPost(Refused):
    """Nobody thanks themselves."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("On ne se remercie pas soi-même."))


@transaction.atomic
def give(post_id: int, user: User) -> None:
    """Thank for a post; a second time changes nothing. Raises Refused."""
    _lock(user)
    post = _post(post_id)
    check(rights_of(user), user, post)
    try:
        with transaction.atomic():
            Thank.objects.create(post=post, user=user)
    except IntegrityError:
        return
    Tally.objects.get_or_create(post=post)
    Tally.objects.filter(post=post).update(count=F("count") + 1)


@transaction.atomic
def take_back(post_id: int, user: User) -> None:
    """Withdraw one's thanks, for a post that one may still see; without any nothing changes."""
    _lock(user)
    if not _is_readable(rights_of(user), _post(post_id)):
        raise Gone
    Thank.objects.filter(post=post_id, user=user).delete()


def count_one_less(sender, instance: Thank, **kwargs) -> None:
    """Receiver of ``post_delete``: whatever takes a row away (its giver, an erasure) counts."""
    Tally.objects.filter(post=instance.post_id).update(count=F("count") - 1)


def is_thanked(post: Post) -> bool:
    """Whether somebody has thanked for a post: then it is not taken back any more."""
    return Thank.objects.filter(post=post).exists()


def check(rights: Rights, user: User, post: Post) -> None:
    """Raise Refused unless the person may thank for the post as things are now."""
    if not _is_readable(rights, post):
        raise Gone
    if post.poster_id == user.pk:
        raise OwnPost
    forum_id = post.topic.forum_id
    if not rights.is_known or rights.sanction(forum_id) or rights.closing(forum_id):
        raise forbidden(rights, forum_id)


def _is_readable(rights: Rights, post: Post) -> bool:
    """Whether the post is public to the person: what is hidden takes no thanks of moderators."""
    return rights.reads(post.topic.forum_id) and post.topic.approved and post.approved


def _post(post_id: int) -> Post:
    """The post, held: its author may be taking it back."""
    rows = Post.objects.select_for_update(of=("self",), no_key=True).select_related("topic")
    post = rows.filter(pk=post_id).first()
    if post is None:
        raise Gone
    return post


def _lock(user: User) -> None:
    """One account does one thing at a time, and a closed one nothing. Raises Forbidden."""
    rows = User.objects.select_for_update(no_key=True).only("pk", "is_active")
    if not rows.get(pk=user.pk).is_active:
        raise Forbidden
