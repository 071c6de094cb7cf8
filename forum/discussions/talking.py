"""The first answer makes the topic; whatever becomes of the thing, its topic follows.

Locks are taken in one order: the thing, its discussion, the author, the topic, the forum.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forum import words
from forum.board.forum_conversation import counters, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Gone
from forum.board.forum_conversation.services import ITSELF, Sent
from forum.signals import topic_changed
from sites.accounts.models import User

from .home import forum_for
from .models import Discussion
from .subjects import Subject, find

MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~&.])")


@transaction.atomic
def answer(
    kind: str,
    key: int,
    author: User,
    text: str,
    *,
    at: datetime | None = None,
    sent: Sent = ITSELF,
) -> Post:
    """Say something about a thing; its topic is made if this is the first word. ``at``: now.

    Raises what ``services.reply`` raises, and then there is no topic either.
    """
    subject = find(kind, key, hold=True)
    if subject is None:
        raise Gone
    Discussion.objects.get_or_create(kind=kind, key=key)
    discussion = Discussion.objects.select_for_update().get(kind=kind, key=key)
    if discussion.topic_id is None:
        discussion.topic = _open(subject, at)
        discussion.save(update_fields=["topic"])
    topic: Topic = discussion.topic  # type: ignore[assignment]
    return services.reply(topic.pk, author, text, at=at, sent=sent)


@transaction.atomic
def told_of(subject: Subject) -> None:
    """The thing is public, under this title and address."""
    with _held(subject.kind, subject.key) as (discussion, topic):
        if discussion is None:
            return
        _describe(topic, title_of(subject), subject.url)
        if discussion.hidden_with_it:
            _set_hidden(discussion, topic, False)
        _set_outlives(discussion, False)


@transaction.atomic
def hidden(kind: str, key: int) -> None:
    """The thing is no longer for everybody: neither is what bears its title."""
    with _held(kind, key) as (discussion, topic):
        if discussion and topic.approved and not discussion.outlives_it:
            _set_hidden(discussion, topic, True)


@transaction.atomic
def gone(kind: str, key: int) -> None:
    """The thing was thrown away: what people said stays, under a title that leads nowhere."""
    with _held(kind, key) as (discussion, topic):
        if discussion:
            _describe(topic, topic.subject, "")
            _set_outlives(discussion, True)


def title_of(subject: Subject) -> str:
    """The title of a thing as that of a topic, which is shorter."""
    title = words.one_line(subject.title)
    if len(title) <= words.MAX_TITLE:
        return title
    return title[: words.MAX_TITLE - 1].rstrip() + "…"


def opening(title: str, url: str) -> str:
    """The first message: what the topic is about, said by nobody in particular."""
    plain = MARKDOWN.sub(r"\\\1", title)
    with translation.override(settings.LANGUAGE_CODE):
        if url:
            return _("On parle ici de la page « %(title)s » :") % {"title": plain} + f"\n\n{url}"
        return _("On parlait ici de la page « %(title)s », qui n’est plus en ligne.") % {
            "title": plain
        }


def _open(subject: Subject, at: datetime | None) -> Topic:
    forum = forum_for(subject.home_id)
    if forum is None:
        raise Gone
    with translation.override(settings.LANGUAGE_CODE):
        by = _("Le site")
    title = title_of(subject)
    return services.open_for_install(forum.pk, by, title, opening(title, subject.url), at=at)


@contextmanager
def _held(kind: str, key: int) -> Iterator[tuple[Discussion | None, Any]]:
    """The discussion and its topic, both held; announced afterwards. None: nobody said a word."""
    rows = Discussion.objects.select_for_update().exclude(topic=None)
    discussion = rows.filter(kind=kind, key=key).first()
    if discussion is None:
        yield None, None
        return
    topic = Topic.objects.select_for_update(no_key=True).get(pk=discussion.topic_id)
    yield discussion, topic
    topic.refresh_from_db()
    topic_changed.send(sender=Topic, topic=topic, gone=False)


def _describe(topic: Topic, title: str, url: str) -> None:
    text = words.body(opening(title, url))
    post = Post.objects.get(topic=topic.pk, number=1)
    if topic.subject != title:
        topic.subject = post.subject = title
        topic.save(update_fields=["subject", "slug", "updated"])
    if post.content.raw != text or post.subject != title:
        post.content, post.subject = text, title
        post.save(update_fields=["content", "_content_rendered", "subject"])


def _set_outlives(discussion: Discussion, outlives_it: bool) -> None:
    if discussion.outlives_it != outlives_it:
        discussion.outlives_it = outlives_it
        discussion.save(update_fields=["outlives_it"])


def _set_hidden(discussion: Discussion, topic: Topic, is_hidden: bool) -> None:
    """As moderators do, but for their log: it is the page's history that says why."""
    on, first = timezone.now() if is_hidden else None, Post.objects.filter(topic=topic.pk, number=1)
    if not is_hidden and first.exclude(removed_on=None).exists():
        return  # moderators removed it meanwhile: that is theirs to take back
    first.update(approved=not is_hidden, hidden_on=on)
    Topic.objects.filter(pk=topic.pk).update(approved=not is_hidden)
    discussion.hidden_with_it = is_hidden
    discussion.save(update_fields=["hidden_with_it"])
    counters.recount_topic(topic.pk)
    counters.recount_forums(topic.forum_id)
