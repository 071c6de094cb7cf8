"""Quotes: what a reply begins with, and whom a post quotes.

A quote is a quote of Markdown whose first line says who and leads to the post:
``> [Sureau a écrit :](https://…/topic/les-paves-7/?post=3)``. Nothing else is kept of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Post
from forum.scope.addresses import home_url, topic_path
from forum.scope.rights import rights_of
from forum.scope.tree import Node
from sites.accounts.citing import escaped
from sites.accounts.models import User

from .markup import host_in, look_into, plain_text, without_quotes
from .rendering import own_hosts

LONGEST = 1500  # characters of a quote
MOST = 10  # posts whose authors one post quotes


@dataclass(frozen=True)
class Permalink:
    """A post as its permanent address names it."""

    topic: int
    number: int


def permalink(node: Node, post) -> str:
    """The one full address of ``post``, whatever site shows it."""
    path = topic_path(node, post.topic.slug, post.topic_id)
    return f"{home_url(node)}{path}?post={post.number}"


def attribution(node: Node, post) -> str:
    """The first line of a quote of ``post``: who, and the way to it."""
    who = _("%(name)s a écrit :") % {"name": escaped(post.author_name)}
    return f"[{who}]({permalink(node, post)})"


def quotation(node: Node, post, passage: str = "") -> str:
    """What a reply that quotes ``post`` begins with; ``passage``: those words of it alone.

    Words that are not in it are not quoted: a link could put them into its author's mouth.
    """
    is_said = passage and _letters(passage) in _letters(plain_text(post.content.rendered))
    words = passage.strip()[:LONGEST] if is_said else _said(post)
    lines = [attribution(node, post), "", *words.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def authors_quoted(post) -> list[User]:
    """Whose posts ``post`` quotes: never its own author, nor who may not read it where it stands.

    Only posts count that everybody who reads that forum may read.
    """
    wanted = list(dict.fromkeys(_named(look_into(post.content.raw).quoted)))[:MOST]
    if not wanted or post.poster is None:
        return []
    which = Q()
    for one in wanted:
        which |= Q(topic=one.topic, number=one.number)
    public = Post.objects.filter(which, approved=True, topic__approved=True)
    others = public.exclude(poster=None).exclude(poster=post.poster).select_related("poster")
    own_rights, forum_id = rights_of(post.poster), post.topic.forum_id
    readable = (p for p in others.select_related("topic") if own_rights.reads(p.topic.forum_id))
    authors = {quoted.poster_id: quoted.poster for quoted in readable if quoted.poster.is_active}
    return [user for user in authors.values() if rights_of(user).reads(forum_id)]


def is_quoted_since(post) -> bool:
    """Whether a post written after ``post`` quotes it."""
    wanted = Permalink(post.topic_id, post.number)
    later = Post.objects.filter(pk__gt=post.pk, content__contains=f"?post={post.number}")
    texts = later.values_list("content", flat=True)
    return any(wanted in _named(look_into(text).quoted) for text in texts)


def read(address: str) -> Permalink | None:
    """The post that ``address`` is the permanent address of, as far as addresses tell."""
    if host_in(address) not in own_hosts():
        return None
    parts = urlsplit(address)
    number = parse_qs(parts.query).get("post", [""])[0]
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.view_name != "forum:topic" or not re.fullmatch("[1-9][0-9]{0,8}", number):
        return None
    return Permalink(match.kwargs["pk"], int(number))


def _named(addresses: Iterable[str]) -> list[Permalink]:
    return [found for address in addresses if (found := read(address))]


def _letters(text: str) -> str:
    """``text`` without spaces and punctuation, which the page sets in its own way."""
    return re.sub(r"\W+", "", text)


def _said(post) -> str:
    """The words to quote: without what they quote themselves, nor the links that wait."""
    text = plain_text(post.content.rendered) if post.is_held else without_quotes(post.content.raw)
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(maxsplit=1)[0] + " […]"
