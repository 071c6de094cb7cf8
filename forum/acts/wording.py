"""Changing what somebody else wrote: a title, the text of a post. The author is told, and why.

The original is kept with the act. Nobody does it to what is theirs: they have « Modifier » for it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from forum import words
from forum.board.forum_conversation.locking import lock_with_post
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Masked
from forum.scope.rights import EDIT
from forum.versions import recording
from forum.versions.models import PostVersion
from sites.accounts.models import User

from .doing import Word, announce, made_by, not_ones_own, record, require, taken
from .models import Act
from .refusals import Impossible

LONGEST_MARK = Post._meta.get_field("update_reason").max_length


@transaction.atomic
def rename(topic_id: int, title: str, by: User, reason: str, rule: str, *, form=None) -> Topic:
    """Give a topic another title. Its address follows; the old one leads there by its number."""
    title = words.title(title)
    (topic,) = taken(topic_id)
    require(by, EDIT, topic.forum_id)
    not_ones_own(by, topic)
    if made_by(form) or topic.subject == title:
        return topic
    act_on = {"before": {"to": title}, "text_before": topic.subject}
    _entitle(topic, title)
    record(Act.Kind.RENAME, topic, Word(by, reason, rule, form), **act_on)
    announce([topic])
    return topic


@transaction.atomic
def edit(post_id: int, text: str, by: User, reason: str, rule: str, *, form=None) -> Post:
    """Change the text of somebody's post, which says so from then on."""
    text = words.body(text)
    topic, post = lock_with_post(post_id)
    require(by, EDIT, topic.forum_id)
    not_ones_own(by, post)
    if made_by(form) or post.content.raw == text:
        return post
    if post.masked_on:
        raise Masked
    original, before = post.content.raw, _marks(post)
    title = topic.subject if post.is_topic_head else ""
    kept = recording.keep(post, title=title, withdrawn_by=by)
    post.content = text
    post.updated_by, post.update_reason = by, reason[:LONGEST_MARK]
    post.updates_count += 1
    post.save()
    record(
        Act.Kind.EDIT,
        topic,
        Word(by, reason, rule, form),
        post=post,
        before=before | {"number": post.number, "to": str(post.updated), "version": kept.pk},
        text_before=original,
    )
    announce([topic])
    return post


def put_title_back(act: Act, topics: list[Topic]) -> None:
    """Undo a new title, unless the author has found yet another one."""
    (topic,) = topics
    if topic.subject != act.before["to"]:
        raise Impossible(_("Le titre a encore changé depuis : il ne peut plus être rétabli."))
    _entitle(topic, act.text_before)


def put_text_back(act: Act, topics: list[Topic]) -> None:
    """Undo a change of a text, unless it was changed again."""
    post = Post.objects.select_for_update(no_key=True).get(pk=act.post_id)
    if str(post.updated) != act.before["to"]:
        raise Impossible(_("Le message a encore changé depuis : il ne peut plus être rétabli."))
    if post.masked_on:  # what is covered since must not come out again this way
        raise Impossible(
            _("Le message est masqué en partie depuis : il ne peut plus être rétabli.")
        )
    post.content = act.text_before
    post.save(update_fields=["content", "_content_rendered"])
    told = act.before
    Post.objects.filter(pk=post.pk).update(
        updated_by=User.objects.filter(pk=told["updated_by"]).first(),
        update_reason=told["update_reason"],
        updates_count=told["updates_count"],
        updated=parse_datetime(told["updated"]),
    )
    PostVersion.objects.filter(pk=told["version"]).delete()


def _marks(post: Post) -> dict:
    """What a post says of its changes."""
    return {
        "updated_by": post.updated_by_id,
        "update_reason": post.update_reason,
        "updates_count": post.updates_count,
        "updated": post.updated.isoformat(),
    }


def _entitle(topic: Topic, title: str) -> None:
    topic.subject = title
    topic.updated = timezone.now()
    topic.save(update_fields=["subject", "slug", "updated"])
    Post.objects.filter(topic=topic.pk, number=1).update(subject=title)
