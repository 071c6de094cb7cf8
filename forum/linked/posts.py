"""Subjects and messages of the forum behind their addresses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Post
from forum.facts import excerpt
from forum.quotes import Permalink
from forum.scope.addresses import Here, anchor
from forum.scope.rights import rights_of
from forum.scope.tree import Node

_NUMBER = re.compile("[1-9][0-9]{0,8}")
_ANCHOR = re.compile(r"message-([1-9][0-9]{0,8})")


@dataclass(frozen=True)
class LinkCard:
    """What stands at an address. All of it is plain text; ``place_name`` is the council's."""

    url: str
    title: str
    kind: str
    place_name: str = ""
    summary: str = ""


def named(address: str) -> Permalink | None:
    """The message that an address of ours names; a subject is its first one."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.view_name != "forum:topic":
        return None
    typed = parse_qs(parts.query).get("post", [""])[0]
    anchored = _ANCHOR.fullmatch(parts.fragment)
    number = typed if _NUMBER.fullmatch(typed) else anchored[1] if anchored else "1"
    return Permalink(match.kwargs["pk"], int(number))


def cards(addresses: Mapping[str, Permalink], here: Here) -> dict[str, LinkCard]:
    """Address → card, of messages that everybody may read: one query."""
    wanted = set(addresses.values())
    which = reduce(or_, (Q(topic=one.topic, number=one.number) for one in wanted))
    rows = Post.objects.filter(which, approved=True, topic__approved=True)
    rights = rights_of(AnonymousUser())
    public = {
        Permalink(post.topic_id, post.number): post
        for post in rows.select_related("topic", "poster")
        if rights.reads(post.topic.forum_id)
    }
    return {
        address: _card(public[place], rights.board.nodes[public[place].topic.forum_id], here)
        for address, place in addresses.items()
        if place in public
    }


def _card(post: Post, node: Node, here: Here) -> LinkCard:
    council = here.hosts.neighbour_by_id(node.home_id)
    told = {"n": post.number, "name": post.author_name}
    kind = _("Message n° %(n)s de %(name)s") if post.number > 1 else _("Sujet du forum")
    return LinkCard(
        url=here.topic(node, post.topic.slug, post.topic_id)
        + (anchor(post.number) if post.number > 1 else ""),
        title=post.topic.subject,
        kind=kind % told,
        place_name=council.name if council else node.name,
        summary=excerpt(post),
    )
