"""The posts of a topic as one person may see them, fifteen numbers a page."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Max, Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Refused
from forum.board.forum_conversation.services import check_edit
from forum.board.forum_tracking import reading
from forum.scope.addresses import POSTS_PER_PAGE, anchor

from .pages import page_of_range, positions_on
from .places import Place


@dataclass(frozen=True)
class PostRow:
    """A post with what the reader may do to it."""

    post: Post
    permalink: str
    is_opener: bool  # written by whoever opened the topic, and not its first post
    is_new: bool
    edit_url: str
    hide_url: str
    show_url: str

    @property
    def state(self) -> str:
        """``public``, ``hidden`` or ``waiting``."""
        if self.post.approved:
            return "public"
        return "hidden" if self.post.hidden_on else "waiting"


@dataclass(frozen=True)
class Conversation:
    """One page of a topic. ``results`` pages its numbers, some of which may show no post."""

    results: Page
    rows: list[PostRow]
    mark: reading.Mark | None  # how far the person has read; None: nobody

    @property
    def last_number(self) -> int:
        """The highest number among the posts shown; 0 without any."""
        return self.rows[-1].post.number if self.rows else 0


def visible(place: Place) -> Q:
    """Which posts of a topic that the person may see are shown to them."""
    if place.moderates:
        return Q()
    public = Q(approved=True)
    return public | Q(poster=place.user) if place.rights.is_known else public


def last_visible(place: Place, topic: Topic) -> int:
    """The number of the last post that the person sees in the topic."""
    if not place.rights.is_known:
        return topic.last_shown or 0
    if place.moderates:
        return topic.last_number
    own = Post.objects.filter(topic=topic.pk, poster=place.user, approved=False)
    return max(topic.last_shown or 0, own.aggregate(Max("number"))["number__max"] or 0)


def conversation(request: HttpRequest, place: Place, topic: Topic) -> Conversation:
    """The page of the topic that ``?page=`` asks for."""
    last = last_visible(place, topic)
    results = page_of_range(request, range(1, last + 1), POSTS_PER_PAGE)
    posts = Post.objects.filter(visible(place), topic=topic.pk).select_related("poster")
    numbers = positions_on(results)
    # Bounds, not a list: the index on (topic, number) gives the page wherever it lies.
    page = posts.filter(number__gte=min(numbers, default=1), number__lte=max(numbers, default=0))
    mark = reading.marks(place.user, [topic])[topic.pk] if place.rights.is_known else None
    rows = [_row(place, topic, post, mark) for post in page.order_by("number")]
    return Conversation(results, rows, mark)


def address_of(place: Place, topic: Topic, number: int) -> str:
    """Where the post ``number`` stands, for ``?post=``.

    A post that was taken away leads to its page; a number never reached raises Http404.
    """
    if number > last_visible(place, topic):
        raise Http404
    return place.path + anchor(number)


def _row(place: Place, topic: Topic, post: Post, mark: reading.Mark | None) -> PostRow:
    def url(name: str) -> str:
        args = [place.node.slug, place.node.pk, topic.slug, topic.pk, post.number]
        return reverse(f"forum:{name}", args=args)

    moderates = place.moderates
    return PostRow(
        post=post,
        permalink=anchor(post.number),
        is_opener=post.number > 1
        and post.poster_id is not None
        and post.poster_id == topic.poster_id,
        # Whoever comes for the first time needs no word on each of them.
        is_new=bool(mark and mark.seen)
        and post.number > mark.seen
        and post.poster_id != place.user.pk,
        edit_url=url("edit") if _may_edit(place, topic, post) else "",
        hide_url=url("hide") if moderates and post.approved else "",
        show_url=url("show") if moderates and not post.approved else "",
    )


def _may_edit(place: Place, topic: Topic, post: Post) -> bool:
    if not place.rights.is_known:
        return False
    try:
        check_edit(place.rights, place.user, topic, post)
    except Refused:
        return False
    return True
