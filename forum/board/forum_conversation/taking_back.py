"""Undo for a minute: what somebody has just published becomes their draft again.

Only while nobody has made anything of it: no later message, no quote, and nothing that another app
knows of (a thank you, a report: ``register``). The row goes, so that it counts nowhere; its number
is never given again. Raises ``Refused``, and then changes nothing.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from forum.drafts import keeping
from forum.quotes import is_quoted_since
from forum.signals import post_taken_back, topic_changed
from sites.accounts.limits import Limit
from sites.accounts.models import User

from .forum_attachments import posting, waiting
from .models import Post, Topic
from .refusals import Gone, TooLate, TooOften

LASTS = timedelta(seconds=60)
OFTEN = Limit("forum-undone", allowed=5, seconds=3600)  # else it would lift the pace of writing

Hold = Callable[[Post], bool]
_holds: list[Hold] = []


def register(hold: Hold) -> None:
    """Let ``hold`` say whether somebody has made something of a post; in ``AppConfig.ready``."""
    if hold not in _holds:
        _holds.append(hold)


def seconds_left(post: Post, topic: Topic, user) -> int:
    """How long ``user`` may still take the post back, as far as the rows at hand tell; 0: not."""
    is_last = post.poster_id == user.pk and post.number == topic.last_number
    if not is_last or post.hidden_on:
        return 0
    return max(int((post.created + LASTS - timezone.now()).total_seconds()), 0)


@transaction.atomic
def take_back(post_id: int, author: User, network: str = "") -> Topic | None:
    """Make a draft of one's own post again.

    Returns the topic that it answered; None when it opened it, for then the topic is gone as well.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=author.pk)
    topic, post = _locked(post_id, author)
    if not seconds_left(post, topic, author) or is_quoted_since(post) or _is_held(post):
        raise TooLate
    if wait := OFTEN.take(str(author.pk)):
        raise TooOften(wait)
    post_taken_back.send(sender=Post, post=post, author=author, network=network)
    if post.is_topic_head:
        _keep(author, topic.subject, post, forum=topic.forum_id)
        topic.delete()
        return None
    _keep(author, "", post, topic=topic.pk)
    post.delete()
    topic.refresh_from_db()
    topic_changed.send(sender=Topic, topic=topic, gone=False)
    return topic


def _locked(post_id: int, author: User) -> tuple[Topic, Post]:
    """Like whoever answers: the topic's row first, so that an answer comes before or after."""
    known = Post.objects.filter(pk=post_id, poster=author).values_list("topic_id", flat=True)
    topic = Topic.objects.select_for_update(no_key=True).filter(pk__in=known).first()
    post = Post.objects.select_for_update(no_key=True).filter(pk=post_id, poster=author).first()
    if topic is None or post is None:
        raise Gone
    return topic, post


def _is_held(post: Post) -> bool:
    return any(hold(post) for hold in _holds)


def _keep(author: User, title: str, post: Post, **place) -> None:
    """Before what they have begun to write there in the meantime, with its images."""
    text, form = post.content.raw, uuid4()
    if begun := keeping.find(author, **place):
        title, text = title or begun.title, f"{text}\n\n{begun.text}".strip()
        form = begun.form or form
    waiting.wait_again(author, form, posting.of_post(post).filter(hidden_on=None))
    keeping.keep(author, title, text, form=form, **place)
