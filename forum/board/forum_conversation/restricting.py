"""What becomes of a post that is moderated: taken from sight, parts of it covered, put back.

These are acts on rows, kept exact like those of ``services``: whoever calls has asked who may
(sites.moderation.cases). Each is one transaction and returns what ``restore`` needs, as JSON:
``sight`` (who sees it) and ``text`` (its words) are parts that are undone apart.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log

from forum import quoted
from forum.signals import post_judged, topic_changed
from forum.versions import recording
from sites.accounts.models import User
from sites.moderation.masking import masked

from . import counters
from .models import Post, Topic

SIGHT, TEXT = "sight", "text"
Before = dict[str, Any]


def hold(post_id: int, *, with_quotes: bool = False) -> Topic | None:
    """The post's topic, held until the end of the transaction; None when there is no such post.

    ``with_quotes``: and those of the posts that quote it, all of them in one order.
    """
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        return None
    which = {post.topic_id}
    if with_quotes:
        quoting = Post.objects.filter(pk__in=quoted.quoting(post))
        which.update(quoting.values_list("topic_id", flat=True))
    topics = Topic.objects.select_for_update(no_key=True).filter(pk__in=which).order_by("pk")
    return next((topic for topic in topics if topic.pk == post.topic_id), None)


@transaction.atomic
def hide(post_id: int, by: User | None, reason: str = "") -> Before:
    """From everybody's sight but its author's and the moderators'; its topic with a first post."""
    return _hide(post_id, by, "forum.hide", reason, removed=False)


@transaction.atomic
def remove(post_id: int, by: User | None) -> Before:
    """The same, from its author's sight as well."""
    return _hide(post_id, by, "forum.remove", "", removed=True)


@transaction.atomic
def show(post_id: int, by: User | None, reason: str = "") -> Before:
    """Make public a post that is hidden, removed or waits."""
    topic, post = _held(post_id)
    before = _sight(topic, post)
    _see(topic, post, approved=True, hidden_on=None, removed_on=None)
    _done(topic, post, by, "forum.show", reason)
    return {SIGHT: before}


@transaction.atomic
def mask(post_id: int, passages: Sequence[str], by: User | None) -> Before:
    """Cover ``passages`` in its text, in the topic's title with a first post, and in quotes of it.

    What was there is in what this returns and nowhere else: earlier versions, which may say it
    too, are withdrawn. Raises NoSuchPassage.
    """
    topic, post = _held(post_id, with_quotes=True)
    title = topic.subject if post.is_topic_head else ""
    before = {
        "content": post.content.raw,
        "subject": post.subject or "",
        "title": title,
        "masked_on": _iso(post.masked_on),
        "versions": recording.cover(post, by),
    }
    content, subject, title = masked([post.content.raw, post.subject or "", title], passages)
    _write(topic, post, content, subject, title, timezone.now())
    before["quotes"] = quoted.cover(post, passages, by)
    _done(topic, post, by, "forum.mask")
    keys = [quote["post"] for quote in before["quotes"]]
    _tell(set(Post.objects.filter(pk__in=keys).values_list("topic_id", flat=True)))
    return {TEXT: before}


@transaction.atomic
def restore(post_id: int, before: Before, by: User | None) -> None:
    """Put back what ``before`` names; nothing when the post is gone."""
    if hold(post_id, with_quotes=TEXT in before) is None:
        return
    topic, post = _held(post_id)
    changed: set[int] = set()
    if text := before.get(TEXT):
        masked_on = _moment(text["masked_on"])
        _write(topic, post, text["content"], text["subject"], text["title"], masked_on)
        recording.uncover(text["versions"])
        changed = quoted.uncover(text.get("quotes", ()))
    if sight := before.get(SIGHT):
        _see(
            topic,
            post,
            approved=sight["approved"],
            hidden_on=_moment(sight["hidden_on"]),
            removed_on=_moment(sight["removed_on"]),
            placed_on=_moment(sight["placed_on"]),
        )
    _done(topic, post, by, "forum.restore")
    _tell(changed)


def _held(post_id: int, *, with_quotes: bool = False) -> tuple[Topic, Post]:
    topic = hold(post_id, with_quotes=with_quotes)
    if topic is None:
        raise Post.DoesNotExist
    return topic, Post.objects.get(pk=post_id)


def _hide(post_id: int, by: User | None, act: str, reason: str, *, removed: bool) -> Before:
    topic, post = _held(post_id)
    before, now = _sight(topic, post), timezone.now()
    removed_on = (post.removed_on or now) if removed else post.removed_on
    _see(topic, post, approved=False, hidden_on=post.hidden_on or now, removed_on=removed_on)
    _done(topic, post, by, act, reason)
    return {SIGHT: before}


def _sight(topic: Topic, post: Post) -> dict:
    return {
        "placed_on": _iso(topic.placed_on),
        "approved": post.approved,
        "hidden_on": _iso(post.hidden_on),
        "removed_on": _iso(post.removed_on),
    }


def _see(
    topic: Topic, post: Post, *, approved: bool, hidden_on, removed_on, placed_on=None
) -> None:
    """Write who sees the post, and count again. A topic that had waited is placed now, unless it is
    said when.
    """
    was, waited = post.approved, approved and not post.hidden_on
    Post.objects.filter(pk=post.pk).update(
        approved=approved, hidden_on=hidden_on, removed_on=removed_on
    )
    if was == approved:
        return
    if post.is_topic_head:
        placed_on = placed_on or (timezone.now() if waited else topic.placed_on)
        Topic.objects.filter(pk=topic.pk).update(approved=approved, placed_on=placed_on)
    counters.recount_topic(topic.pk)
    counters.recount_forums(topic.forum_id)


def _write(
    topic: Topic, post: Post, content: str, subject: str, title: str, masked_on: datetime | None
) -> None:
    post.content, post.subject, post.masked_on = content, subject, masked_on
    post.save(update_fields=["content", "_content_rendered", "subject", "masked_on"])
    if post.is_topic_head and title and title != topic.subject:
        topic.subject = title
        topic.save(update_fields=["subject", "slug"])


def _done(topic: Topic, post: Post, by: User | None, act: str, reason: str = "") -> None:
    topic.refresh_from_db()
    facts = {"post": post.pk, "number": post.number, "reason": reason}
    log(topic, f"quartiers.{act}", user=by, title=topic.subject, data=facts)
    post_judged.send(
        sender=Post, post=Post.objects.select_related("topic", "poster").get(pk=post.pk)
    )
    topic_changed.send(sender=Topic, topic=topic, gone=False)


def _tell(topics: Collection[int]) -> None:
    """Words of posts in these topics changed."""
    for topic in Topic.objects.filter(pk__in=topics).order_by("pk"):
        topic_changed.send(sender=Topic, topic=topic, gone=False)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
