"""Mails to whose topic or post moderators handled: what, why, how to contest it (DSA, art. 17)."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Topic
from forum.scope.addresses import home_url
from forum.scope.tree import tree
from sites.accounts.models import User
from sites.moderation import charter
from sites.moderation.cases import letters
from sites.moderation.cases.links import open_until, url_of
from sites.moderation.models import Decision
from sites.moderation.words import moment
from sites.notifications import outbox
from sites.notifications.rendering import language_of

from .decided import place_of, thing_of
from .models import Act

KINDS = {Act.Kind.RENAME: "topic_renamed", Act.Kind.EDIT: "post_edited"}  # else « arranged »


def tell_done(act: Act, decisions: Iterable[Decision]) -> None:
    """To whom each decision concerns: what became of what they wrote, and why."""
    for decision in decisions:
        topic = thing_of(decision)
        with _in_their_words(decision):
            _tell(
                KINDS.get(Act.Kind(act.kind), "topic_arranged"),
                act,
                topic,
                decision,
                after=act.post.content.raw if act.post else topic.subject,
                what=_what(act, topic),
                rule=charter.text_of(decision.rule),
                reason=decision.statement,
                decision_url=url_of(decision),
                appeal_until=moment(open_until(decision)),
            )
            if author := _reader(decision):
                letters.show_author("decision", decision.case, author, decision)


def tell_put_back(act: Act, decisions: Iterable[Decision]) -> None:
    """To the same, once that was undone."""
    kind = "words_restored" if act.kind in KINDS else "topic_arranged"
    for decision in decisions:
        topic = thing_of(decision)
        with _in_their_words(decision):
            _tell(kind, act, topic, decision, what=_back(topic), reason=act.undo_reason)


def _in_their_words(decision: Decision):
    return translation.override(language_of(decision.author))  # not of whoever acts


def _reader(decision: Decision) -> User | None:
    """Nobody is left to tell once the account is closed."""
    return decision.author if decision.author and decision.author.is_active else None


def _tell(kind: str, act: Act, topic: Topic, decision: Decision, **more) -> None:
    author, node = _reader(decision), tree().nodes.get(topic.forum_id)
    if author is None or node is None:
        return
    root, council = home_url(node), decision.case.council
    context = {
        "pseudonym": author.pseudonym,
        "title": topic.subject,
        "before": act.text_before,
        "number": act.post.number if act.post else 0,
        "link": place_of(topic, act.post, author),
        "charter_url": f"{root}/charte-du-forum/",
        **more,
    }
    outbox.post(kind, author.email, context, site=council.site if council else None, person=author)


def _what(act: Act, topic: Topic) -> str:
    """What became of the topic, as a sentence."""
    told = {"title": topic.subject}
    match act.kind:
        case Act.Kind.LOCK:
            return _("Votre sujet « %(title)s » est fermé : on le lit, on n’y répond plus.") % told
        case Act.Kind.MOVE:
            return _("Votre sujet « %(title)s » a été déplacé dans un autre forum.") % told
        case Act.Kind.SPLIT:
            return _("Votre sujet « %(title)s » a été scindé en deux.") % told
        case Act.Kind.MERGE:
            return _("Votre sujet « %(title)s » a été réuni avec un autre.") % told
        case Act.Kind.CLOSE if topic.closes_at:
            told["moment"] = moment(topic.closes_at)
            return _("Votre sujet « %(title)s » se fermera le %(moment)s.") % told
    return ""


def _back(topic: Topic) -> str:
    return _("Pour votre sujet « %(title)s », la modération est revenue sur sa décision.") % {
        "title": topic.subject
    }
