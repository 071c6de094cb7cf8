"""What pages say of posts and topics that were sent elsewhere; nothing of what one may not see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from forum.acts import former
from forum.acts.models import Trace
from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import first_on
from forum.scope.rights import MOVE

from .pages import number_in
from .places import Place, address_of_post, sees

MOST_TRACES = 20


@dataclass
class Moved:
    """Posts that went to one topic. ``numbers`` are those of this page, for links to them."""

    title: str
    url: str
    first: int
    last: int
    count: int = 1
    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class TraceRow:
    """A topic that left a forum, as its list shows it; ``forum_name`` is where it is now."""

    title: str
    url: str
    forum_name: str
    at: datetime
    is_merged: bool
    remove_url: str


def notes(
    place: Place, topic: Topic, shown: Sequence[Post], numbers: range
) -> dict[int | None, list[Moved]]:
    """Where posts have gone that stood at ``numbers``: before which of those ``shown``.

    None: after all of them. Asked only where numbers are missing.
    """
    known = {post.number for post in shown}
    if len(known) == len(numbers):
        return {}
    after = max(known, default=numbers.start - 1)
    told: dict[int | None, list[Moved]] = {}
    for number, post in former.gone_from(topic.pk, numbers.start, after).items():
        following = min((n for n in known if n > number), default=None)
        _add(place, told.setdefault(following, []), number, post)
    for first, last, count, post in former.gone_after(topic.pk, after, numbers.stop - 1):
        if url := address_of_post(place.rights, place.user, place.here, post):
            note = Moved(post.topic.subject, url, first, last, count, _on_page(first, last))
            told.setdefault(None, []).append(note)
    return told


def address(place: Place, post: Post) -> str:
    """Where a post that has left stands now. Raises Http404 for who may not see it."""
    url = address_of_post(place.rights, place.user, place.here, post)
    if not url:
        raise Http404
    return url


def following(request: HttpRequest, place: Place, topic: Topic) -> str:
    """Where the posts of a page stand that the topic has no longer. Raises Http404 likewise."""
    post = former.next_post(topic.pk, first_on(number_in(request, "page") or 1))
    if post is None:
        raise Http404
    return address(place, post)


def traces(place: Place) -> list[TraceRow]:
    """The topics that left the forum lately, the last first."""
    rows = Trace.objects.filter(forum=place.node.pk, until__gt=timezone.now())
    found = list(rows.select_related("topic", "act").order_by("-pk")[:MOST_TRACES])
    heirs = former.heirs_of(trace.topic for trace in found)
    return [
        _trace(place, trace, heirs[trace.topic_id])
        for trace in found
        if _is_told(place, trace, heirs[trace.topic_id])
    ]


def _is_told(place: Place, trace: Trace, now: Topic) -> bool:
    is_back = now == trace.topic and now.forum_id == trace.forum_id
    return now.approved and not is_back and sees(place.rights, place.user, now)


def _trace(place: Place, trace: Trace, now: Topic) -> TraceRow:
    node = place.rights.board.nodes[now.forum_id]
    may_remove = place.rights.may(MOVE, trace.forum_id)
    args = [place.node.slug, place.node.pk, trace.pk]
    return TraceRow(
        title=trace.topic.subject,
        url=place.here.topic(node, now.slug, now.pk),
        forum_name=node.name,
        at=trace.act.at,
        is_merged=now != trace.topic,
        remove_url=reverse("forum:untrace", args=args) if may_remove else "",
    )


def _add(place: Place, told: list[Moved], number: int, post: Post) -> None:
    """One more post that is missing, in one note with its neighbour if that went to the same."""
    url = address_of_post(place.rights, place.user, place.here, post)
    if not url:
        return
    title, last = post.topic.subject, told[-1] if told else None
    if last and last.title == title:
        last.last, last.count = number, last.count + 1
        last.numbers.append(number)
    else:
        told.append(Moved(title, url, number, number, 1, [number]))


def _on_page(first: int, last: int) -> list[int]:
    return list(range(first, min(last, first + 30) + 1))
