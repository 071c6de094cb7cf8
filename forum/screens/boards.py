"""Forums as lists show them: what is in each, who wrote last, whether there is news."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse

from forum.board.forum.models import Forum
from forum.board.forum_conversation.models import removed_author
from forum.board.forum_tracking.reading import forums_with_news
from forum.scope.addresses import Here, anchor
from forum.scope.tree import Node
from sites.accounts.models import public_name_of


@dataclass(frozen=True)
class LastPost:
    """The newest public post of a forum and all below it."""

    title: str
    url: str
    author_name: str
    at: datetime


@dataclass(frozen=True)
class ForumRow:
    """A forum in a list; its figures include the forums below it, which ``below`` names."""

    name: str
    url: str
    about: str  # rendered HTML
    topics: int
    posts: int
    last: LastPost | None
    has_news: bool
    below: list["ForumRow"]
    is_locked: bool = False


@dataclass(frozen=True)
class Section:
    """A root with its forums; ``url`` is the index of the site it is shown on.

    A root that takes topics lists itself. What is archived stands apart.
    """

    name: str
    url: str
    rows: list[ForumRow]
    archived: list[ForumRow] = field(default_factory=list)


class Board:
    """The forums of ``nodes`` (readable ones, a parent before its children), two queries at most.

    ``user`` None: nobody whose reading is noted.
    """

    def __init__(self, nodes: Iterable[Node], here: Here, user=None):
        self.here = here
        known = {node.pk: node for node in nodes}
        self._figures = {row["pk"]: row for row in _figures(known)}
        # The tree in memory may be half a second old: a forum deleted since is gone.
        self.nodes = {pk: node for pk, node in known.items() if pk in self._figures}
        self._children: dict[int | None, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            self._children[node.parent_id].append(node)
        self._news = forums_with_news(user, self.nodes) if user else set()

    def sections(self) -> list[Section]:
        """What this site shows: each root with the forums just below it."""
        roots = self._children[None]
        return [self._section(root) for root in roots if not self.here.site(root)]

    def neighbours(self) -> list[Section]:
        """The same of other sites, in the order councils are listed; their addresses are full."""
        hosts = self.here.hosts
        roots = {root.home_id: root for root in self._children[None] if self.here.site(root)}
        ids = [neighbour.council.pk for neighbour in hosts.neighbours]
        return [self._section(roots[pk]) for pk in ids if pk in roots]

    def rows_below(self, node: Node) -> list[ForumRow]:
        """The forums just below, but for those that are archived."""
        return [self._row(child) for child in self._children[node.pk] if not child.is_archived]

    def archived_below(self, node: Node) -> list[ForumRow]:
        return [self._row(child) for child in self._children[node.pk] if child.is_archived]

    def topics_in(self, node: Node) -> int:
        """How many public topics lie in the forum itself."""
        return self._figures[node.pk]["direct_topics_count"] if node.pk in self.nodes else 0

    def _section(self, root: Node) -> Section:
        url = self.here.site(root) + reverse("forum:index")
        if root.is_category:
            return Section(root.name, url, self.rows_below(root), self.archived_below(root))
        own = [self._row(root)]
        return Section(root.name, url, *(([], own) if root.is_archived else (own, [])))

    def _row(self, node: Node) -> ForumRow:
        pks = [below.pk for below in self._with_descendants(node)]
        figures = [self._figures[pk] for pk in pks]
        return ForumRow(
            name=node.name,
            url=self.here.forum(node),
            about=node.about,
            topics=sum(row["direct_topics_count"] for row in figures),
            posts=sum(row["direct_posts_count"] for row in figures),
            last=self._last(figures),
            has_news=not self._news.isdisjoint(pks),
            below=self.rows_below(node),
            is_locked=node.closing is not None and not node.is_archived,
        )

    def _with_descendants(self, node: Node) -> Iterator[Node]:
        yield node
        for child in self._children[node.pk]:
            yield from self._with_descendants(child)

    def _last(self, figures: list[dict]) -> LastPost | None:
        written = [row for row in figures if row["last_post_on"] and row["topic_id"]]
        if not written:
            return None
        row = max(written, key=itemgetter("last_post_on"))
        path = self.here.topic(self.nodes[row["pk"]], row["topic_slug"], row["topic_id"])
        name = row["author"] or removed_author()
        return LastPost(row["title"], path + anchor(row["number"]), name, row["last_post_on"])


def _figures(pks: Iterable[int]):
    return Forum.objects.filter(pk__in=list(pks)).values(
        "pk",
        "direct_topics_count",
        "direct_posts_count",
        "last_post_on",
        number=F("last_post__number"),
        author=Coalesce(public_name_of("last_post__poster"), "last_post__username"),
        topic_id=F("last_post__topic"),
        topic_slug=F("last_post__topic__slug"),
        title=F("last_post__topic__subject"),
    )
