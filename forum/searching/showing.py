"""What was found, as a page shows it: addresses, titles and excerpts with the words marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from forum.board.forum_conversation.models import Post, Topic
from forum.markup import plain_text
from forum.scope.addresses import Here, anchor
from forum.scope.tree import Node, Tree
from sites.searching.marking import marker_for
from sites.searching.questions import Question


@dataclass(frozen=True)
class FoundPost:
    """A message that has the words; ``title`` is its subject's, and both are escaped."""

    post: Post
    url: str
    title: SafeString
    excerpt: SafeString
    forum_name: str


@dataclass(frozen=True)
class FoundTopic:
    """A subject whose title has them."""

    topic: Topic
    url: str
    title: SafeString
    forum_name: str


def found(
    question: Question, post_keys: Sequence[int], topic_keys: Sequence[int], here: Here, board: Tree
) -> tuple[list[FoundPost], list[FoundTopic]]:
    """The rows of a page, in the order of the keys: two queries, and one for the words."""
    posts = _in_order(Post.objects.select_related("topic", "poster"), post_keys)
    topics = _in_order(Topic.objects.select_related("poster"), topic_keys)
    texts = {post.pk: plain_text(post.content.rendered) for post in posts}
    titles = [post.topic.subject for post in posts] + [topic.subject for topic in topics]
    marker = marker_for(question, [*texts.values(), *titles])

    def place(topic: Topic) -> tuple[Node, str]:
        node = board.nodes[topic.forum_id]
        return node, here.topic(node, topic.slug, topic.pk)

    def told_post(post: Post) -> FoundPost:
        node, url = place(post.topic)
        title, excerpt = marker.marked(post.topic.subject), marker.excerpt(texts[post.pk])
        return FoundPost(post, url + anchor(post.number), title, excerpt, node.name)

    def told_topic(topic: Topic) -> FoundTopic:
        node, url = place(topic)
        return FoundTopic(topic, url, marker.marked(topic.subject), node.name)

    return list(map(told_post, posts)), list(map(told_topic, topics))


def _in_order(rows, keys: Sequence[int]) -> list:
    if not keys:
        return []
    known = rows.in_bulk(keys)
    return [known[key] for key in keys if key in known]
