"""What a long topic holds, as its page tells it.

Names and links are read from the posts as they are now: what was hidden or changed since the
summary was made is not told.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import anchor

from .making import LONG
from .models import Summary

_HREF = re.compile(r'href="(https?://[^"]+)"')
LONGEST = 60  # characters of a label


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote here; ``url`` leads to their last post."""

    name: str
    posts: int
    url: str


@dataclass(frozen=True)
class Link:
    """An address that somebody gave, and where."""

    label: str
    href: str
    number: int
    url: str


@dataclass(frozen=True)
class Shown:
    """``others`` wrote as well."""

    people: list[Writer]
    others: int
    links: list[Link]


def summary_of(topic: Topic) -> Shown | None:
    """The summary of a long topic, None without one; two queries at most."""
    if topic.posts_count <= LONG:
        return None
    found = Summary.objects.filter(pk=topic.pk, made_for__gt=0).first()
    if found is None:
        return None
    numbers = {number for number, _posts in found.people} | set(found.links)
    posts = Post.objects.filter(topic=topic.pk, approved=True, number__in=numbers)
    known = {post.number: post for post in posts.select_related("poster")}
    people = [
        Writer(known[number].author_name, posts, anchor(number))
        for number, posts in found.people
        if number in known and known[number].poster_id
    ]
    links = _links(known[number] for number in found.links if number in known)
    others = max(0, found.writers - len(found.people))
    return Shown(people, others, links) if people or links else None


def _links(posts: Iterable[Post]) -> list[Link]:
    """Each address once, where it was given last; the first one of each post."""
    found: dict[str, Link] = {}
    for post in posts:
        match = _HREF.search(post.content.rendered)
        if match:
            href = html.unescape(match[1])
            link = Link(_label(href), href, post.number, anchor(post.number))
            found.setdefault(href, link)
    return list(found.values())


def _label(href: str) -> str:
    words = href.partition("://")[2].removeprefix("www.").rstrip("/")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
