"""Writing in the forum: what the views call, and whoever else makes topics (the demo, tests).

Each function is one transaction. It checks rights itself, keeps counters exact when many write at
once, and announces the topic. Raises ``Refused`` (see refusals.py) or ValidationError (an empty or
too long text), and then changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from forum import holding, words
from forum.board.forum.models import Forum
from forum.scope.rights import EDIT_OWN, OPEN, REPLY, REPLY_LOCKED, UNCHECKED, Rights, rights_of
from forum.signals import post_written, topic_changed
from forum.versions import recording
from sites.accounts.models import User
from sites.councils.stamps import look_again
from sites.moderation import acceptance

from . import counters
from .locking import Elsewhere, lock_topic_and_forum, lock_with_post
from .models import Post, Topic
from .pace import (
    REGULAR,
    Allowance,
    allowance_of,
    check_slow,
    day_is_full,
    lately,
    seconds_to_wait,
)
from .refusals import CharterFirst, DayFull, Forbidden, Gone, Locked, Masked, TooSoon, forbidden


@dataclass(frozen=True)
class Sent:
    """How a post was sent. Neither: by the install itself, as often as it likes.

    ``form`` is the mark of a form: the same form with the same text makes one post. ``is_paced``
    holds the author to what people may: the charter first, their pace, links that wait. ``network``
    is where they were connected from. ``along`` is what goes with the post (its images, a poll):
    called with it in the transaction, before it is announced; whatever it raises undoes the post.
    """

    form: UUID | None = None
    is_paced: bool = False
    network: str = ""
    along: Callable[[Post], None] | None = None


ITSELF = Sent()


@transaction.atomic
def open_topic(
    forum_id: int,
    author: User,
    title: str,
    text: str,
    *,
    at: datetime | None = None,
    sent: Sent = ITSELF,
) -> Post:
    """Open a topic; returns its first post. ``at`` is when it was written (now)."""
    title, text = words.title(title), words.body(text)
    form, known = _author_turn(author, text, sent)
    if known:
        return known
    rights = _entered(author, forum_id)
    if not takes_topics(rights, forum_id):
        raise forbidden(rights, forum_id)
    allowance = _check_pace(author, rights, forum_id, sent, opens=True)
    is_held = holding.is_due(allowance, text)
    at = at or timezone.now()
    topic = Topic.objects.create(
        forum_id=forum_id,
        poster=author,
        poster_name=str(author),
        subject=title,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
        approved=rights.may(UNCHECKED, forum_id),
        created=at,
        placed_on=at,
    )
    post = _add(
        topic, author, text, at, form, approved=topic.approved, subject=title, is_held=is_held
    )
    counters.add_post(topic, post, topics=1)
    return _announced(post, author, "created", sent, is_new=allowance.is_held)


def open_for_install(
    forum_id: int, by: str, title: str, text: str, *, at: datetime | None = None
) -> Topic:
    """A topic that nobody in particular opens: ``by`` is the name under which it stands.

    Part of its caller's transaction; it asks for no rights, but a forum that is closed stays so.
    """
    _entered(AnonymousUser(), forum_id)
    at = at or timezone.now()
    topic = Topic.objects.create(
        forum_id=forum_id,
        poster_name=by,
        subject=title,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
        approved=True,
        created=at,
        placed_on=at,
    )
    post = _add(topic, None, text, at, None, approved=True, subject=title)
    counters.add_post(topic, post, topics=1)
    topic_changed.send(sender=Topic, topic=topic, gone=False)
    return topic


def reply(
    topic_id: int,
    author: User,
    text: str,
    *,
    at: datetime | None = None,
    sent: Sent = ITSELF,
) -> Post:
    """Answer a topic. ``at`` is when it was written (now)."""
    text = words.body(text)
    while True:
        try:
            return _reply(topic_id, author, text, at, sent)
        except Elsewhere as elsewhere:
            topic_id = elsewhere.topic_id


@transaction.atomic
def _reply(topic_id: int, author: User, text: str, at: datetime | None, sent: Sent) -> Post:
    form, known = _author_turn(author, text, sent)
    if known:
        return known
    topic = lock_topic_and_forum(topic_id)
    at = at or timezone.now()
    rights = _from_now_on(author)
    check_reply(rights, topic, at)
    allowance = _check_pace(author, rights, topic.forum_id, sent, opens=False)
    is_held = holding.is_due(allowance, text)
    if sent.is_paced:
        check_slow(rights, author, topic, at)
    approved = rights.may(UNCHECKED, topic.forum_id)
    post = _add(topic, author, text, at, form, approved=approved, is_held=is_held)
    counters.add_post(topic, post)
    return _announced(post, author, "created", sent, is_new=allowance.is_held, is_answer=True)


def check_reply(rights: Rights, topic: Topic, at: datetime | None = None) -> None:
    """Raise Refused unless the person may answer the topic as it is (at the moment ``at``)."""
    if not rights.reads(topic.forum_id) or not topic.approved:
        raise Gone
    is_closed = topic.is_closed_at(at or timezone.now())
    if is_closed and not rights.may(REPLY_LOCKED, topic.forum_id):
        raise Locked
    if not rights.may(REPLY, topic.forum_id):
        raise forbidden(rights, topic.forum_id)


@transaction.atomic
def edit(
    post_id: int, author: User, text: str, title: str | None = None, *, sent: Sent = ITSELF
) -> Post:
    """Change one's own post, and the topic's title with its first one.

    Where posts wait for approval, a changed one waits again. What it said is kept, except for the
    first two minutes.
    """
    text = words.body(text)
    _lock_author(author)
    topic, post = lock_with_post(post_id)
    rights = _entered(author, topic.forum_id)
    check_edit(rights, author, topic, post)
    allowance = allowance_of(author, rights, topic.forum_id) if sent.is_paced else REGULAR
    if sent.is_paced:
        post.is_held = holding.is_due(allowance, text, post)
    if not recording.is_quiet(post):
        recording.keep(post, title=topic.subject if post.is_topic_head else "")
        post.updates_count += 1
    post.content = text
    post.updated_by = author
    post.approved = rights.may(UNCHECKED, topic.forum_id)
    if post.is_topic_head:
        _edit_head(topic, post, title)
    post.save()
    if not post.approved:
        counters.recount_topic(topic.pk)
        counters.recount_forums(topic.forum_id)
    post.topic.refresh_from_db()
    return _announced(post, author, "changed", sent, is_new=allowance.is_held)


def check_edit(rights: Rights, author: User, topic: Topic, post: Post) -> None:
    """Raise Refused unless ``author`` wrote the post and may change it as things are now."""
    if not rights.reads(topic.forum_id) or not topic.approved or not post.approved:
        raise Gone
    if post.poster_id != author.pk or not rights.may(EDIT_OWN, topic.forum_id):
        raise forbidden(rights, topic.forum_id)
    if topic.is_locked:
        raise Locked
    if post.masked_on:
        raise Masked


def _edit_head(topic: Topic, post: Post, title: str | None) -> None:
    if title is not None:
        post.subject = topic.subject = words.title(title)
    topic.approved = post.approved
    topic.save(update_fields=["subject", "slug", "approved", "updated"])


def _author_turn(author: User, text: str, sent: Sent) -> tuple[UUID | None, Post | None]:
    """Let one account write one thing at a time.

    Returns the mark to keep with the new post, and the post that the same form has already made.
    """
    _lock_author(author)
    form = sent.form
    if form:
        known = Post.objects.select_related("topic").filter(poster=author, submission=form).first()
        if known and known.content.raw == text:
            return form, known
        form = None if known else form  # the browser went back, and something else was written
    return form, None


def _check_pace(
    author: User, rights: Rights, forum_id: int, sent: Sent, *, opens: bool
) -> Allowance:
    """Hold the author, whose row is locked, to what people may, which is returned."""
    if not sent.is_paced:
        return REGULAR
    if not acceptance.is_given(author):
        raise CharterFirst
    known = lately(author)
    allowance = allowance_of(author, rights, forum_id, known)
    if wait := seconds_to_wait(known.last_on, allowance):
        raise TooSoon(wait)
    if ends_at := day_is_full(author, allowance, opens=opens):
        raise DayFull(ends_at, _most(allowance, opens=opens), opens=opens)
    return allowance


def _most(allowance: Allowance, *, opens: bool) -> int:
    return (allowance.topics_first_day if opens else allowance.replies_first_day) or 0


def _lock_author(author: User) -> None:
    """Whoever is closing the account at this moment comes before or after. Raises Forbidden."""
    rows = User.objects.select_for_update(no_key=True).only("pk", "is_active")
    if not rows.get(pk=author.pk).is_active:
        raise Forbidden


def _entered(author: User | AnonymousUser, forum_id: int) -> Rights:
    """The author's rights, from now on until the end of the transaction.

    Whoever locks, archives or removes the forum (scope.changing) comes before or after. Raises Gone
    when there is no such forum any more.
    """
    forums = Forum.objects.select_for_update(no_key=True).order_by()
    if not forums.filter(pk=forum_id).values_list("pk"):
        raise Gone
    return _from_now_on(author)


def _from_now_on(author: User | AnonymousUser) -> Rights:
    """The author's rights; the forum that they are asked for is locked."""
    look_again()
    return rights_of(author)


def takes_topics(rights: Rights, forum_id: int) -> bool:
    """Whether the person may open a topic in the forum (a category holds none)."""
    node = rights.board.nodes.get(forum_id)
    return node is not None and not node.is_category and rights.may(OPEN, forum_id)


def _add(
    topic: Topic,
    author: User | None,
    text: str,
    at: datetime,
    form: UUID | None,
    *,
    approved: bool,
    subject: str = "",
    is_held: bool = False,
) -> Post:
    """``author`` None: the install, under the name of the topic's opener."""
    return Post.objects.create(
        topic=topic,
        poster=author,
        username=str(author) if author else topic.poster_name,
        subject=subject,
        content=text,
        approved=approved,
        number=topic.last_number + 1,
        submission=form,
        created=at,
        is_held=is_held,
    )


def _announced(
    post: Post, author: User, act: str, sent: Sent, *, is_new: bool, is_answer: bool = False
) -> Post:
    """``is_new``: the author wrote as newcomers do."""
    if sent.along:
        sent.along(post)
    post_written.send(
        sender=Post, post=post, author=author, act=act, network=sent.network, is_new=is_new
    )
    topic_changed.send(sender=Topic, topic=post.topic, gone=False, is_answer=is_answer)
    return post
