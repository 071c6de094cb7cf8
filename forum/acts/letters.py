"""Mails to whose topic or post moderators handled: what, why, and whom to ask (DSA, art. 17)."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import anchor, home_url, topic_path
from forum.scope.rights import rights_of
from forum.scope.tree import tree
from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation import charter
from sites.moderation.words import moment
from sites.notifications import outbox
from sites.notifications.rendering import language_of

from .models import Act

ARRANGING = {
    Act.Kind.LOCK,
    Act.Kind.CLOSE,
    Act.Kind.MOVE,
    Act.Kind.SPLIT,
    Act.Kind.MERGE,
}


def tell_arranged(act: Act) -> None:
    """To who opened the topic, and the one it was merged with: where it went, that it closed."""
    for topic in _arranged(act):
        _tell_of_topic(act, topic, act.by, act.reason, lambda one: _what(act, one))


def tell_put_back(act: Act) -> None:
    """To the same, once that was undone."""
    for topic in _arranged(act):
        _tell_of_topic(act, topic, act.undone_by, act.undo_reason, _back)


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


def _arranged(act: Act) -> list[Topic]:
    """The topics that the act was done to, as they lie now: one for each person who opened any."""
    if act.kind not in ARRANGING:
        return []
    found = Topic.objects.filter(pk__in=(act.topic_id, act.other_id or act.topic_id))
    return list({topic.poster_id: topic for topic in found.select_related("poster")}.values())


def _tell_of_topic(
    act: Act, topic: Topic, by: User | None, reason: str, say: Callable[[Topic], str]
) -> None:
    author = topic.poster
    if author is None or author == by:
        return
    with translation.override(language_of(author)):
        what = say(topic)
    if not what:
        return
    if rights_of(author).reads(topic.forum_id):
        _tell("topic_arranged", act, topic, author, what=what, reason=reason)
    else:  # its address would say where it went
        _tell("topic_arranged", act, topic, author, what=what, reason=reason, link="")


def _what(act: Act, topic: Topic) -> str:
    """What became of the topic, as a sentence; empty for what is no news."""
    told = {"title": topic.subject}
    match act.kind:
        case Act.Kind.LOCK:
            return _("Votre sujet « %(title)s » est fermé : on le lit, on n’y répond plus.") % told
        case Act.Kind.MOVE:
            return _("Votre sujet « %(title)s » a été déplacé dans un autre forum.") % told
        case Act.Kind.SPLIT:
            return _("Votre sujet « %(title)s » a été scindé en deux.") % told
        case Act.Kind.MERGE:
            return _("Votre sujet « %(title)s » a été réuni avec un autre.") % told
    if topic.closes_at:
        told["moment"] = moment(topic.closes_at)
        return _("Votre sujet « %(title)s » se fermera le %(moment)s.") % told
    return ""


def _back(topic: Topic) -> str:
    return _("Pour votre sujet « %(title)s », la modération est revenue sur sa décision.") % {
        "title": topic.subject
    }
