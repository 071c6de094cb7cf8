"""Topics whose titles share words with the one that somebody is typing.

Only those that the person may read, the ones with most words in common first, then the newest.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.board.forum_conversation.models import Topic
from forum.scope.addresses import Here
from forum.scope.rights import Rights, rights_of
from sites.accounts.limits import Limit
from sites.councils.hosts import table

SHOWN = 5
SHORTEST = 4  # letters of a word that is looked for
WORDS = 6  # of them, the longest first
LOOKED_AT = 200  # topics, the newest first
LOOKUPS = Limit("forum-similar", allowed=200, seconds=600)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Similar:
    """A topic that may have the answer."""

    title: str
    url: str
    posts: int
    forum_name: str


def topics_like(title: str, rights: Rights, here: Here) -> list[Similar]:
    """The topics most like ``title`` among those that ``rights`` let read."""
    wanted = _words(title)
    if not wanted:
        return []
    forums = [node.pk for node in rights.readable(rights.board.nodes.values())]
    is_alike = reduce(or_, (Q(slug__contains=word) for word in wanted))
    topics = Topic.objects.filter(is_alike, approved=True, forum__in=forums).order_by("-pk")
    near = sorted(topics[:LOOKED_AT], key=lambda topic: -_shared(wanted, topic.slug))[:SHOWN]
    nodes = rights.board.nodes
    return [
        Similar(
            topic.subject,
            here.topic(nodes[topic.forum_id], topic.slug, topic.pk),
            topic.posts_count,
            nodes[topic.forum_id].name,
        )
        for topic in near
    ]


@never_cache
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """``/forum/semblables/?titre=…``: for the form's script, a list or nothing."""
    found: list[Similar] = []
    if request.user.is_authenticated and not LOOKUPS.take(str(request.user.pk)):
        here = Here(request.council, table())
        found = topics_like(request.GET.get("titre", "")[:300], rights_of(request.user), here)
    return render(request, "forum/parts/similar.html", {"similar": found})


def _words(title: str) -> list[str]:
    """The longest words of ``title`` as slugs write them: without accents."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = {word[:12] for word in _WORD.findall(plain) if len(word) >= SHORTEST}
    return sorted(words, key=lambda word: (-len(word), word))[:WORDS]


def _shared(wanted: list[str], slug: str) -> int:
    return sum(word in slug for word in wanted)
