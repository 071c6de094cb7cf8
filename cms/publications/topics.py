"""Forum topics as publications: listens to the forum, which knows nothing of this table."""

from collections.abc import Iterator

from cms.translations.typography import french
from forum.facts import TopicFacts, facts_of, public_facts, topics_below
from forum.signals import forums_changed, topic_changed

from .kinds import TOPIC
from .publishing import Facts, publish, publish_again, register_source, withdraw


def connect() -> None:
    topic_changed.connect(_topic_changed, dispatch_uid="quartiers_publications")
    forums_changed.connect(_forums_changed, dispatch_uid="quartiers_publications")
    register_source("topic", public_topics)


def public_topics() -> Iterator[Facts]:
    """The facts of every topic that everybody may read."""
    return map(_publication, public_facts())


def _topic_changed(sender, topic, gone: bool, is_answer: bool = False, **kwargs) -> None:
    facts = None if gone else facts_of(topic)
    if facts and is_answer:
        publish_again(_publication(facts))
    elif facts:
        publish(_publication(facts))
    else:
        withdraw(_source(topic.pk))


def _forums_changed(sender, forum_id: int | None, **kwargs) -> None:
    for topic in topics_below(forum_id).select_related("first_post").iterator(chunk_size=500):
        _topic_changed(sender, topic, gone=False)


def _source(pk: int) -> str:
    return f"topic:{pk}"


def _publication(topic: TopicFacts) -> Facts:
    """Listed by the councils it belongs to and by the portal, the latest reply first."""
    return Facts(
        source=_source(topic.pk),
        kind=TOPIC,
        home_id=topic.council_id,
        also_ids=topic.also_ids,
        path=topic.path,
        title=french(topic.title),
        summary=french(topic.excerpt),
        sort_at=topic.last_post_at,
        changed_at=topic.changed_at,
        facts={
            "posts": topic.posts,
            "forum": topic.forum_name,
            "is_locked": topic.is_locked,
        },
        search_text=topic.excerpt,
        on_portal=True,
    )
