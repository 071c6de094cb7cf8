"""From the address of a request to the forum or topic that the person may see there.

Numbers find, the rest must agree: stale words, a stale forum number or another site's host send a
reader on (301); what somebody may not see is as unknown as what does not exist (404). Rights are
always asked of the forum that the topic really lies in, never of the one an address names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Max, OuterRef, Subquery
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from forum.acts import former
from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import Here, anchor, first_on, forum_path, home_url, topic_path
from forum.scope.closing import Closing
from forum.scope.rights import HIDE, Rights, rights_of
from forum.scope.tree import Node
from sites.councils.hosts import table
from sites.moderation import words

from .pages import number_in

ADDRESS = ("forum_slug", "forum_pk", "slug", "pk")
QUERY = ("page", "post")  # what a reader takes along when sent on


@dataclass(frozen=True)
class Step:
    """An entry of the breadcrumbs."""

    label: str
    url: str


@dataclass(frozen=True)
class Place:
    """A forum, or a topic in it, as one person finds it on one site."""

    user: Any  # User or AnonymousUser
    here: Here
    rights: Rights
    node: Node
    topic: Topic | None = None

    @property
    def path(self) -> str:
        """The path of the topic, or else of the forum."""
        if self.topic:
            return topic_path(self.node, self.topic.slug, self.topic.pk)
        return forum_path(self.node)

    @property
    def canonical(self) -> str:
        """The one full address of the same, whatever site shows it."""
        return home_url(self.node, self.here.hosts) + self.path

    @property
    def moderates(self) -> bool:
        """Whether the person sees what is hidden here."""
        return self.rights.may(HIDE, self.node.pk)

    @property
    def suspended(self) -> str:
        """Why and until when the person may only read here, as HTML; empty for everybody else."""
        sanction = self.rights.sanction(self.node.pk)
        return words.notice(sanction) if sanction else ""

    @property
    def closing(self) -> Closing | None:
        """What closes the forum to everybody who would write."""
        return self.node.closing

    def trail(self) -> list[Step]:
        """The way from the home to what lies above this place."""
        nodes = [self.rights.board.nodes[pk] for pk in self.node.lineage]
        above = nodes if self.topic else nodes[:-1]
        # The index shows the root's forums under its name: it needs no page of its own.
        steps = [node for node in above if node.parent_id or not node.is_category]
        return [*home_trail(), *(Step(node.name, forum_path(node)) for node in steps)]


def home_trail() -> list[Step]:
    """The way to what lies just below the forum's index."""
    return [Step(_("Accueil"), "/"), Step(_("Forum"), reverse("forum:index"))]


class Elsewhere(Exception):
    """What the request names has another address, ``url``."""

    def __init__(self, url: str):
        super().__init__(url)
        self.url = url


def placed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give ``view`` the Place that the address names, and what else the address says."""
    return _placed(view, lambda request: request.user)


def placed_publicly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same as anybody finds it, whoever asks."""
    return _placed(view, lambda request: AnonymousUser())


def _placed(view: Callable[..., HttpResponse], reader: Callable) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, **names) -> HttpResponse:
        try:
            place = find(request, names, reader(request))
        except Elsewhere as elsewhere:
            return _sent_on(request, elsewhere.url)
        rest = {name: value for name, value in names.items() if name not in ADDRESS}
        return view(request, place, **rest)

    return answer


def _sent_on(request: HttpRequest, url: str) -> HttpResponse:
    """For good, but asked again each time: what moderators move or merge, they can put back."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseRedirect(url)
    response = HttpResponsePermanentRedirect(url)
    patch_cache_control(response, no_cache=True)
    return response


def find(request: HttpRequest, names: dict, user) -> Place:
    """The Place that ``names``, the parts of the address, lead to, as ``user`` finds it.

    Raises Elsewhere and Http404. Who sends something is sent on only where nothing is left.
    """
    rights = rights_of(user)
    topic = _topic(request, names, rights, user) if "pk" in names else None
    node = rights.board.nodes.get(topic.forum_id if topic else names["forum_pk"])
    if node is None or not rights.reads(node.pk):
        raise Http404
    here = Here(request.council, table())
    if request.method in ("GET", "HEAD"):
        _send_on(request, here, node, names, names | _names(node, topic))
    elif not node.is_shown_on(here.council) or not _agrees(names, node, topic):
        raise Http404
    return Place(user, here, rights, node, topic)


def sees(rights: Rights, user, topic: Topic) -> bool:
    """Whether the person may see the topic: all may once it is approved and the forum readable.

    One that waits is shown to its author; a hidden one to nobody but moderators.
    """
    if not rights.reads(topic.forum_id):
        return False
    if topic.approved or rights.may(HIDE, topic.forum_id):
        return True
    is_own = rights.is_known and topic.poster_id == user.pk
    return is_own and topic.first_post is not None and topic.first_post.hidden_on is None


def address_of_post(rights: Rights, user, here: Here, post: Post) -> str:
    """Where a post stands, from any page; empty for who may not see it."""
    topic = post.topic
    if not sees(rights, user, topic):
        return ""
    is_own = rights.is_known and post.poster_id == user.pk
    if not (post.approved or is_own or rights.may(HIDE, topic.forum_id)):
        return ""
    node = rights.board.nodes[topic.forum_id]
    return here.topic(node, topic.slug, topic.pk) + anchor(post.number)


def _topic(request: HttpRequest, names: dict, rights: Rights, user) -> Topic:
    topic = _row(names["pk"], user)
    if topic is not None and topic.heir_id:
        topic = _heir(request, names, rights, topic, user)
    if topic is None or not sees(rights, user, topic):
        raise Http404
    return topic


def _row(pk: int, user) -> Topic | None:
    """The topic with the numbers of its last public post and of the last of ``user``'s that waits
    or is hidden.
    """
    topics = Topic.objects.select_related("poster", "poll", "summary").filter(pk=pk)
    topics = topics.annotate(last_shown=F("last_post__number"))
    if user.is_authenticated:
        waiting = Post.objects.filter(topic=OuterRef("pk"), approved=False, removed_on=None)
        own = waiting.filter(poster=user).order_by().values("topic").values(last=Max("number"))
        topics = topics.annotate(last_waiting=Subquery(own))
    return topics.first()


def _heir(request: HttpRequest, names: dict, rights: Rights, husk: Topic, user) -> Topic | None:
    """The topic that the posts of ``husk`` have gone to, for an answer that somebody was writing.

    Raises Elsewhere for everything else.
    """
    heir = _row(former.heir_of(husk).pk, user)
    if heir is None or not sees(rights, user, heir):
        return None
    view = request.resolver_match.view_name
    if request.method == "POST":
        if view == "forum:reply":
            return heir if husk.forum_id == names["forum_pk"] else None
        if set(names) != set(ADDRESS):  # it names a post, whose number is another one now
            return None
    here, node = Here(request.council, table()), rights.board.nodes[heir.forum_id]
    if view == "forum:topic":
        raise Elsewhere(_former_place(request, rights, here, husk, user) or _path(here, node, heir))
    if set(names) != set(ADDRESS):
        raise Elsewhere(_path(here, node, heir))
    raise Elsewhere(here.site(node) + reverse(view, kwargs=_names(node, heir)))


def _path(here: Here, node: Node, topic: Topic) -> str:
    return here.topic(node, topic.slug, topic.pk)


def _former_place(request: HttpRequest, rights: Rights, here: Here, husk: Topic, user) -> str:
    """Where the post, or the first one of the page, that the address asks for stands now.

    A browser takes « #message-3 » along unless the new address names a post itself.
    """
    if number := number_in(request, "post"):
        post = former.post_of(husk.pk, number)
    else:
        post = former.next_post(husk.pk, first_on(number_in(request, "page") or 1))
    return address_of_post(rights, user, here, post) if post else ""


def _agrees(names: dict, node: Node, topic: Topic | None) -> bool:
    """Whether the forum that the address names is the right one (asked of husks before)."""
    return node.pk == names["forum_pk"] or (topic is not None and topic.pk != names["pk"])


def _names(node: Node, topic: Topic | None) -> dict:
    names: dict = {"forum_slug": node.slug, "forum_pk": node.pk}
    return names | {"slug": topic.slug, "pk": topic.pk} if topic else names


def _send_on(request: HttpRequest, here: Here, node: Node, names: dict, right: dict) -> None:
    """Raise Elsewhere unless the request is where it should be."""
    site = here.site(node)
    if names == right and not site:
        return
    path = reverse(request.resolver_match.view_name, kwargs=right)
    kept = urlencode({key: request.GET[key] for key in QUERY if key in request.GET})
    raise Elsewhere(f"{site}{path}?{kept}" if kept else f"{site}{path}")
