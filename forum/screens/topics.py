"""Topics as a forum lists them, twenty a page, the last written in first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, PositiveSmallIntegerField, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from forum.board.forum_conversation.models import Topic
from forum.board.forum_tracking import reading
from forum.scope.addresses import anchor
from sites.accounts.models import public_name_of

from .places import Place

TOPICS_PER_PAGE = 20
ORDER = ("-type", "-last_post_on", "-pk")
REVERSED = ("type", "last_post_on", "pk")


@dataclass(frozen=True)
class TopicRow:
    """A topic in a list. ``mark`` is how far its reader has read it.

    None: nobody whose reading is noted.
    """

    topic: Topic
    url: str
    mark: reading.Mark | None
    forum_name: str = ""  # in a list of several forums

    @property
    def is_new(self) -> bool:
        """Whether the reader has never opened it."""
        return self.mark is not None and self.mark.seen == 0

    @property
    def has_news(self) -> bool:
        return self.mark is not None and self.mark.first_unread is not None

    @property
    def unread_url(self) -> str:
        """Where the first post that the reader has not seen stands."""
        first = self.mark.first_unread if self.mark else None
        return self.url + anchor(first or 1)


def listed(place: Place, positions: range, total: int) -> list[Topic]:
    """The public topics at ``positions`` of the forum, which has ``total`` of them.

    Found by number first, from the nearer end: the last page is no slower than the first.
    """
    public = Topic.objects.filter(forum=place.node.pk, approved=True)
    now = timezone.now()
    is_late = Exists(public.filter(type__gt=Topic.TOPIC_POST, pinned_until__lte=now))
    rows = list(_at(public, positions, total, ORDER, REVERSED).values_list("pk", is_late))
    keys, late = [pk for pk, _late in rows], any(late for _pk, late in rows)
    order: tuple = ORDER
    if late:  # until that is written down (acts.settling), its place is worked out
        over = When(pinned_until__lte=now, then=Topic.TOPIC_POST)
        rank = Case(over, default=F("type"), output_field=PositiveSmallIntegerField())
        order = (rank.desc(), *ORDER[1:])
        found = _at(public, positions, total, order, (rank.asc(), *REVERSED[1:]))
        keys = list(found.values_list("pk", flat=True))
    return list(detailed(Topic.objects.filter(pk__in=keys)).order_by(*order))


def _at(public: QuerySet[Topic], positions: range, total: int, order, backwards) -> QuerySet[Topic]:
    if positions.start > total // 2:
        return public.order_by(*backwards)[total - positions.stop : total - positions.start]
    return public.order_by(*order)[positions.start : positions.stop]


def unlisted(place: Place) -> list[Topic]:
    """The newest topics of the forum that wait or are hidden, as far as the person may see them."""
    if not place.rights.is_known:
        return []
    topics = Topic.objects.filter(forum=place.node.pk, approved=False, heir=None)
    if not place.moderates:
        topics = topics.filter(poster=place.user, first_post__hidden_on=None)
    return list(detailed(topics).order_by("-pk")[:TOPICS_PER_PAGE])


def rows(place: Place, topics: Iterable[Topic]) -> list[TopicRow]:
    """``topics`` with their addresses and what the person has read of them."""
    topics = list(topics)
    marks = reading.marks(place.user, topics) if place.rights.is_known and topics else {}
    return [
        TopicRow(topic, place.here.topic(place.node, topic.slug, topic.pk), marks.get(topic.pk))
        for topic in topics
    ]


def detailed(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    return topics.select_related("poster").annotate(
        last_shown=F("last_post__number"),
        last_author=Coalesce(public_name_of("last_post__poster"), "last_post__username"),
        hidden_on=F("first_post__hidden_on"),
    )
