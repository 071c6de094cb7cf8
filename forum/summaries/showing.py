"""What a long topic holds, as its page tells it.

Names, links and thanks are read from the posts as they are now: what was hidden or changed since
the summary was made is not told.
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
class Thanked:
    """A post for which people thanked; ``name`` is its author's, empty when it is gone."""

    name: str
    thanks: int
    number: int
    url: str


@dataclass(frozen=True)
class Shown:
    """``others`` wrote as well."""

    people: list[Writer]
    others: int
    links: list[Link]
    thanked: list[Thanked]


@dataclass(frozen=True)
class _Now:
    """A post as it is at this moment."""

    name: str
    rendered: str
    thanks: int


def summary_of(topic: Topic) -> Shown | None:
    """The summary of a long topic, None without one; one query for a topic that came with its
    ``summary``, else two.
    """
    if topic.posts_count <= LONG:
        return None
    found: Summary | None = getattr(topic, "summary", None)
    if found is None or not found.made_for:
        return None
    writing = {number for number, _posts in found.people}
    known = _now(topic, writing | set(found.links) | set(found.thanked))
    people = [
        Writer(known[number].name, posts, anchor(number))
        for number, posts in found.people
        if number in known and known[number].name
    ]
    links = _links((number, known[number].rendered) for number in found.links if number in known)
    thanked = _thanked({number: known[number] for number in found.thanked if number in known})
    others = max(0, found.writers - len(found.people))
    return Shown(people, others, links, thanked) if people or links or thanked else None


def _now(topic: Topic, numbers: set[int]) -> dict[int, _Now]:
    """Those of the posts of these numbers that are public."""
    posts = Post.objects.filter(topic=topic.pk, approved=True, number__in=numbers)
    rows = posts.values_list(
        "number", public_name_of("poster"), "_content_rendered", "thanks_tally__count"
    )
    return {number: _Now(name or "", text, thanks or 0) for number, name, text, thanks in rows}


def _thanked(posts: dict[int, _Now]) -> list[Thanked]:
    """In the order of what they have now; those that have nothing any more are left out."""
    found = [
        Thanked(post.name, post.thanks, number, anchor(number))
        for number, post in posts.items()
        if post.thanks > 0
    ]
    return sorted(found, key=lambda one: (-one.thanks, one.number))


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
