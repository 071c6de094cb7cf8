"""Acts that take something from whoever wrote: they are decisions of moderation, with a rule of the
charter and reasons, which the person may contest before somebody else (sites.moderation.cases).

A case is of an act and of one topic: two that are merged may be of two people.
"""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import anchor, home_url, topic_path
from forum.scope.rights import rights_of
from forum.scope.tree import tree
from sites.accounts.models import User
from sites.moderation.cases import recording
from sites.moderation.models import Decision
from sites.moderation.subjects import Subject

from .models import Act

KEY = "act"
ORDER = "order"  # the rule of the charter that most of these acts are about
REASONS: dict[str, str | Promise] = {
    Act.Kind.LOCK: gettext_lazy("Cette discussion est arrivée à son terme."),
    Act.Kind.CLOSE: gettext_lazy("Cette discussion se termine à cette date."),
    Act.Kind.MOVE: gettext_lazy("Ce sujet a sa place dans un autre forum."),
    Act.Kind.SPLIT: gettext_lazy("Une partie des messages porte sur autre chose."),
    Act.Kind.MERGE: gettext_lazy("Les deux sujets parlent de la même chose."),
    Act.Kind.RENAME: "",
    Act.Kind.EDIT: "",
}


def write_down(act: Act) -> list[Decision]:
    """The decisions that an act is: one for each person it concerns, never for whoever acts."""
    if act.by is None or act.kind not in REASONS:
        return []
    told = {"rule": act.rule or ORDER, "statement": act.reason or str(REASONS[act.kind])}
    found = (subject_of(act, topic) for topic in _topics(act) if _takes_something(act, topic))
    concerned = (one for one in found if one.author and one.author != act.by)
    return [recording.record(one, act.by, at=act.at, **told) for one in concerned]


def why_not_undone(act: Act) -> str:
    """Why it stays as it is: somebody else has upheld it. Empty when it may be undone."""
    return recording.why_not_ended(KEY, _keys(act))


def take_back(act: Act, by: User) -> list[Decision]:
    """The act is undone: the decisions that held until now."""
    return recording.end(KEY, _keys(act), by)


def numbers(key: str) -> tuple[int, int]:
    """The act and the topic that a case is of."""
    act, _sign, topic = key.partition(":")
    return int(act), int(topic)


def thing_of(decision: Decision) -> Topic:
    """The topic that a decision is about, as it lies now."""
    return Topic.objects.get(pk=numbers(decision.case.key)[1])


def place_of(topic: Topic, post: Post | None, reader: User | None) -> str:
    """Where ``reader`` finds it; empty where they may not read it: it would say where it went."""
    node = tree().nodes.get(topic.forum_id)
    if node is None or reader is None or not rights_of(reader).reads(topic.forum_id):
        return ""
    url = home_url(node) + topic_path(node, topic.slug, topic.pk)
    return url + anchor(post.number) if post else url


def _topics(act: Act) -> list[Topic]:
    """The topics that the act was done to, as they lie now: one for each person who opened any."""
    found = Topic.objects.filter(pk__in=(act.topic_id, act.other_id or act.topic_id))
    return list({topic.poster_id: topic for topic in found.select_related("poster")}.values())


def _takes_something(act: Act, topic: Topic) -> bool:
    return act.kind != Act.Kind.CLOSE or topic.closes_at is not None


def subject_of(act: Act, topic: Topic) -> Subject:
    post: Post | None = act.post
    thing = post or topic
    with translation.override(settings.LANGUAGE_CODE):
        what = _words(act)
    node = tree().nodes.get(_decided_in(act, topic))
    return Subject(
        kind=KEY,
        key=f"{act.pk}:{topic.pk}",
        title=topic.subject,
        text=what,
        html=format_html_join("", "<p>{}</p>", ([line] for line in what.split("\n\n"))),
        source="",
        author=thing.poster,
        author_name=thing.author_name,
        council_id=node.home_id if node else None,
        url=place_of(topic, post, thing.poster),
        version=str(act.pk),
        is_visible=True,
    )


def _decided_in(act: Act, topic: Topic) -> int:
    """The forum whose moderators it was for: a topic that moved leaves theirs."""
    return act.before["left"] if act.kind == Act.Kind.MOVE else topic.forum_id


def _words(act: Act) -> str:
    """What was done; then the words that were changed, as they were."""
    told = str(act.get_kind_display())
    return f"{told}\n\n{act.text_before}" if act.text_before else told


def _keys(act: Act) -> list[str]:
    return [f"{act.pk}:{pk}" for pk in (act.topic_id, act.other_id) if pk]
