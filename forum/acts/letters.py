"""Mails to whose title or post moderators changed: what, why, and whom to ask (DSA, art. 17)."""

from django.utils import translation

from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import anchor, home_url, topic_path
from forum.scope.tree import tree
from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation import charter
from sites.notifications import outbox
from sites.notifications.rendering import language_of

from .models import Act


def tell_renamed(act: Act, topic: Topic) -> None:
    """To who opened the topic: its title is another one."""
    _tell("topic_renamed", act, topic, topic.poster, after=topic.subject)


def tell_edited(act: Act, post: Post) -> None:
    """To who wrote the post: the statement of reasons, and the words as they were."""
    after = post.content.raw
    _tell("post_edited", act, post.topic, post.poster, after=after, number=post.number)


def tell_restored(act: Act, topic: Topic) -> None:
    """To the same: it is as they wrote it again."""
    author = act.post.poster if act.post else topic.poster
    number = act.post.number if act.post else 0
    _tell("words_restored", act, topic, author, number=number)


def _tell(kind: str, act: Act, topic: Topic, author: User | None, *, number: int = 0, **more):
    """Nobody is left to tell once the account is closed."""
    node = tree().nodes.get(topic.forum_id)
    if author is None or not author.is_active or node is None:
        return
    council = Council.objects.select_related("site").filter(pk=node.home_id or 0).first()
    root = home_url(node)
    with translation.override(language_of(author)):  # not of whoever acts
        context = {
            "pseudonym": author.pseudonym,
            "title": topic.subject,
            "before": act.text_before,
            "number": number,
            "rule": charter.text_of(act.rule) if act.rule else "",
            "reason": act.reason,
            "link": root
            + topic_path(node, topic.slug, topic.pk)
            + ((number and anchor(number)) or ""),
            "charter_url": f"{root}/charte-du-forum/",
            "contact_url": f"{root}/contact/",
            **more,
        }
        site = council.site if council else None
        outbox.post(kind, author.email, context, site=site, person=author)
