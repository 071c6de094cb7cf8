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
from sites.accounts.models import public_name_of

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
    known = _now(topic, {number for number, _posts in found.people} | set(found.links))
    people = [
        Writer(known[number][0], posts, anchor(number))
        for number, posts in found.people
        if number in known and known[number][0]
    ]
    links = _links((number, known[number][1]) for number in found.links if number in known)
    others = max(0, found.writers - len(found.people))
    return Shown(people, others, links) if people or links else None


def _now(topic: Topic, numbers: set[int]) -> dict[int, tuple[str, str]]:
    """Of the posts of these numbers that are public: their author's name if any, and their text."""
    posts = Post.objects.filter(topic=topic.pk, approved=True, number__in=numbers)
    rows = posts.values_list("number", public_name_of("poster"), "_content_rendered")
    return {number: (name or "", rendered) for number, name, rendered in rows}


def _links(posts: Iterable[tuple[int, str]]) -> list[Link]:
    """Each address once, where it was given last; the first one of each post."""
    found: dict[str, Link] = {}
    for number, rendered in posts:
        match = _HREF.search(rendered)
        if match:
            href = html.unescape(match[1])
            found.setdefault(href, Link(_label(href), href, number, anchor(number)))
    return list(found.values())


def _label(href: str) -> str:
    words = href.partition("://")[2].removeprefix("www.").rstrip("/")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
