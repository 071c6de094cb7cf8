"""What the forum announces, and what of it is told to people."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from forum import mentions, quotes
from forum.board.forum_conversation.models import Post, Topic
from forum.signals import (
    post_judged,
    post_taken_back,
    post_written,
    posts_moved,
    topic_changed,
)
from sites.accounts.models import User
from sites.notifications.telling import announcing, sources
from sites.notifications.telling import kinds as telling_kinds

from . import kinds, levels, reasons
from .telling import SOURCE, Posts, about, key_of
from .telling import posts_moved as posts_moved_to

NEWS = timedelta(days=2)  # what is older is no news: a demo's posts, an import


def connect() -> None:
    post_written.connect(written, dispatch_uid="quartiers_following")
    post_judged.connect(judged, dispatch_uid="quartiers_following")
    topic_changed.connect(changed, dispatch_uid="quartiers_following")
    sources.register(Posts())
    telling_kinds.register(kinds.WATCHED, kinds.FOLLOWED)
    posts_moved.connect(moved, dispatch_uid="quartiers_following")
    post_taken_back.connect(taken_back, dispatch_uid="quartiers_following")
    reasons.register(kinds.REPLY, reasons.opener)
    reasons.register(kinds.MENTION, lambda post: _keys(mentions.people_mentioned(post)))
    reasons.register(kinds.QUOTE, lambda post: _keys(quotes.authors_quoted(post)))


def _keys(people: Iterable[User]) -> list[int]:
    return [person.pk for person in people]


def written(sender, post: Post, author: User, act: str, **kwargs) -> None:
    """Who writes follows; what is public is told, what was changed and waits again is not."""
    if act == "created":
        levels.follow_what_one_wrote(author, post.topic_id)
        if post.approved:
            announce(post)
    elif not post.approved:
        announcing.withdraw([key_of(post.pk)])


def judged(sender, post: Post, **kwargs) -> None:
    """A moderator hid a post, put it back, or let one through that had waited."""
    if not post.approved:
        announcing.withdraw([key_of(post.pk)])
        return
    announcing.restore([key_of(post.pk)])
    announce(post)


def changed(sender, topic: Topic, gone: bool, **kwargs) -> None:
    if gone:
        announcing.withdraw_about(SOURCE, about(topic.pk))


def moved(sender, posts: list[Post], **kwargs) -> None:
    """What people were told of stands elsewhere now."""
    posts_moved_to(posts)


def taken_back(sender, post: Post, **kwargs) -> None:
    """Its author thought better of it: nobody is told any more."""
    announcing.withdraw([key_of(post.pk)])


def announce(post: Post) -> None:
    """Once for each post."""
    if post.created < timezone.now() - NEWS:
        return
    announcing.announce(
        key_of(post.pk),
        source=SOURCE,
        about=about(post.topic_id),
        thing=post.pk,
        position=post.number,
        by=post.poster,
    )
