"""The posts of a topic as one person may see them, fifteen numbers a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from forum import mentions, quotes
from forum.acts import former
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Refused
from forum.board.forum_conversation.services import check_edit
from forum.board.forum_conversation.taking_back import seconds_left
from forum.board.forum_tracking import reading
from forum.following.ignoring import is_author_ignored
from forum.linked.showing import with_cards
from forum.rendering import for_insiders
from forum.scope.addresses import POSTS_PER_PAGE, anchor
from forum.scope.rights import EDIT
from sites.moderation.reports import addresses as reporting

from . import moved, thanking
from .images import Shown
from .images import shown as images_of
from .moved import Moved
from .pages import page_of_range, positions_on
from .places import Place
from .thanking import ThanksRow


@dataclass(frozen=True)
class PostRow:
    """A post with what the reader may do to it.

    ``text`` is its HTML as this reader sees it. ``is_held``: its links wait, and the reader is
    told. ``undo_seconds``: how long the reader may still take it back. ``too_many_names``: how many
    of the names in it count, when it has more, for its author while they may take it back.
    """

    post: Post
    permalink: str
    is_opener: bool  # written by whoever opened the topic, and not its first post
    is_new: bool
    edit_url: str
    hide_url: str
    show_url: str
    moderate_url: str = ""
    report_url: str = ""
    gone: Sequence[Moved] = ()  # posts that stood before this one and are elsewhere
    is_folded: bool = False  # written by somebody whom the reader does not read any more
    ignore_url: str = ""
    images: Sequence[Shown] = ()
    thanks: ThanksRow | None = None
    text: str = ""
    quote_url: str = ""
    attribution: str = ""
    history_url: str = ""
    is_held: bool = False
    links_url: str = ""
    undo_url: str = ""
    undo_seconds: int = 0
    too_many_names: int = 0
    has_cards: bool = False  # links in ``text`` show what they lead to

    @property
    def state(self) -> str:
        """``public``, ``hidden``, ``waiting`` or ``removed`` (whose text nobody is shown)."""
        if self.post.approved:
            return "public"
        if self.post.removed_on:
            return "removed"
        return "hidden" if self.post.hidden_on else "waiting"


@dataclass(frozen=True)
class Conversation:
    """One page of a topic. ``results`` pages its numbers, some of which may show no post."""

    results: Page
    rows: list[PostRow]
    mark: reading.Mark | None  # how far the person has read; None: nobody
    gone: Sequence[Moved] = ()  # posts that stood after all of these

    @property
    def has_extras(self) -> bool:
        """Whether images, thanks or cards of links stand on the page."""
        return any(row.images or row.thanks or row.has_cards for row in self.rows)

    @property
    def last_number(self) -> int:
        """The highest number among the posts shown; 0 without any."""
        return self.rows[-1].post.number if self.rows else 0


def visible(place: Place) -> Q:
    """Which posts of a topic that the person may see are shown to them."""
    if place.moderates:
        return Q()
    public = Q(approved=True)
    own = Q(poster=place.user, removed_on=None)
    return public | own if place.rights.is_known else public


def last_visible(place: Place, topic: Topic) -> int:
    """The number of the last post that the person sees in the topic."""
    if not place.rights.is_known:
        return topic.last_shown or 0
    if place.moderates:
        return topic.last_number
    return max(topic.last_shown or 0, topic.last_waiting or 0)


def conversation(
    request: HttpRequest, place: Place, topic: Topic, *, may_quote: bool = False
) -> Conversation:
    """The page of the topic that ``?page=`` asks for."""
    last = last_visible(place, topic)
    results = page_of_range(request, range(1, last + 1), POSTS_PER_PAGE)
    posts = Post.objects.filter(visible(place), topic=topic.pk).select_related("poster")
    numbers = positions_on(results)
    # Bounds, not a list: the index on (topic, number) gives the page wherever it lies.
    page = posts.filter(number__gte=min(numbers, default=1), number__lte=max(numbers, default=0))
    mark = reading.marks(place.user, [topic])[topic.pk] if place.rights.is_known else None
    if place.rights.is_known:
        page = page.annotate(is_ignored=is_author_ignored(place.user))
    shown = list(page.order_by("number"))
    end = topic.last_number if not results.has_next() else max(numbers, default=0)
    gone = moved.notes(place, topic, shown, range(min(numbers, default=1), end + 1))
    made = Making(place, topic, mark, may_quote)
    images, thanks = images_of(place, topic, shown), thanking.rows(place, topic, shown)
    rows = [
        replace(
            made.row(post, gone.pop(post.number, ())),
            images=images.get(post.pk, ()),
            thanks=thanks.get(post.pk),
        )
        for post in shown
    ]
    return Conversation(results, _linked(rows, place), mark, gone.get(None, ()))


def _linked(rows: list[PostRow], place: Place) -> list[PostRow]:
    """The rows, with what links of ours lead to."""
    texts = with_cards([row.text for row in rows], place.here)
    return [
        replace(row, text=texts[n], has_cards=True) if n in texts else row
        for n, row in enumerate(rows)
    ]


def address_of(place: Place, topic: Topic, number: int) -> str:
    """Where the post ``number`` stands, for ``?post=``.

    A post that was hidden leads to its page, one that was moved to where it is; a number never
    reached raises Http404.
    """
    if not Post.objects.filter(visible(place), topic=topic.pk, number=number).exists():
        if post := former.post_of(topic.pk, number):
            return moved.address(place, post)
    if number > last_visible(place, topic):
        raise Http404
    return place.path + anchor(number)


@dataclass(frozen=True)
class Making:
    """What is the same for all rows of a page."""

    place: Place
    topic: Topic
    mark: reading.Mark | None
    may_quote: bool

    def row(self, post: Post, gone: Sequence[Moved]) -> PostRow:
        return _row(self, post, gone)


def _row(made: Making, post: Post, gone: Sequence[Moved]) -> PostRow:
    place, topic, mark = made.place, made.topic, made.mark
    args = [place.node.slug, place.node.pk, topic.slug, topic.pk]

    def url(name: str) -> str:
        return reverse(f"forum:{name}", args=[*args, post.number])

    moderates = place.moderates
    post.topic = topic  # no query for each
    is_mine = place.rights.is_known and post.poster_id == place.user.pk
    is_held = post.is_held and (is_mine or moderates)
    is_quotable = made.may_quote and post.approved
    left = seconds_left(post, topic, place.user) if is_mine else 0
    return PostRow(
        post=post,
        permalink=anchor(post.number),
        is_opener=post.number > 1
        and post.poster_id is not None
        and post.poster_id == topic.poster_id,
        # Whoever comes for the first time needs no word on each of them.
        is_new=bool(mark and mark.seen) and post.number > mark.seen and not is_mine,
        edit_url=url("edit") if _may_edit(place, topic, post) else "",
        hide_url=url("hide") if moderates and post.approved else "",
        show_url=url("show") if moderates and not post.approved else "",
        moderate_url=url("moderate") if _may_moderate(place, post) else "",
        report_url=_report_url(place, post),
        gone=gone,
        is_folded=getattr(post, "is_ignored", False),
        ignore_url=url("ignore") if _is_of_another(place, post) else "",
        text=for_insiders(post) if is_held else post.content.rendered,
        quote_url=_quote_url(args, post) if is_quotable else "",
        attribution=quotes.attribution(place.node, post) if is_quotable else "",
        history_url=url("history") if post.updates_count else "",
        is_held=is_held,
        links_url=url("links") if is_held and moderates else "",
        undo_url=url("undo") if left else "",
        undo_seconds=left,
        too_many_names=mentions.MOST if left and mentions.is_too_many(post.content.raw) else 0,
    )


def _quote_url(args: list, post: Post) -> str:
    return f"{reverse('forum:reply', args=args)}?citer={post.number}"


def _may_moderate(place: Place, post: Post) -> bool:
    """Whether the person may change the words of somebody else."""
    return place.rights.may(EDIT, place.node.pk) and post.poster_id != place.user.pk


def _report_url(place: Place, post: Post) -> str:
    """Where whoever reads the post says what is wrong with it; not its author."""
    is_own = place.rights.is_known and post.poster_id == place.user.pk
    is_asked = post.approved and not is_own and not place.moderates  # who moderates hides it
    return reporting.path_of("forum.post", post.pk) if is_asked else ""


def _is_of_another(place: Place, post: Post) -> bool:
    """Whether the reader may stop reading its author; who moderates a forum reads all of it."""
    known = place.rights.is_known and post.poster_id is not None and not place.moderates
    return known and post.poster_id != place.user.pk


def _may_edit(place: Place, topic: Topic, post: Post) -> bool:
    if not place.rights.is_known:
        return False
    try:
        check_edit(place.rights, place.user, topic, post)
    except Refused:
        return False
    return True
