"""The permanent addresses of forums, topics and posts, and the one site each is at home on.

``/forum/forum/<forum>-<number>/topic/<topic>-<number>/``: the numbers find, the words are for
people. A reader with stale words, a stale forum or the wrong site is sent on (301).
"""

from dataclasses import dataclass

from django.urls import reverse

from sites.councils.hosts import HostTable, table
from sites.councils.models import Council

from .tree import Node, tree

POSTS_PER_PAGE = 15


def forum_path(node: Node) -> str:
    return reverse("forum:forum", args=[node.slug, node.pk])


def topic_path(node: Node, slug: str, pk: int) -> str:
    """The path of the topic ``pk``, whose address says ``slug``, in the forum ``node``."""
    return reverse("forum:topic", args=[node.slug, node.pk, slug, pk])


def page_of(number: int) -> int:
    """The page of a topic on which its post ``number`` stands, for ever."""
    return (max(number, 1) - 1) // POSTS_PER_PAGE + 1


def first_on(page: int) -> int:
    """The first number on a page of a topic."""
    return (page - 1) * POSTS_PER_PAGE + 1


def anchor(number: int) -> str:
    """Where the post ``number`` stands in its topic: what follows the topic's path."""
    page = page_of(number)
    return f"?page={page}#message-{number}" if page > 1 else f"#message-{number}"


@dataclass(frozen=True)
class Here:
    """Addresses as the pages of one site write them (``council`` None: the portal)."""

    council: Council | None
    hosts: HostTable

    def site(self, node: Node) -> str:
        """What stands before a path in ``node``: nothing when this site shows it."""
        return "" if node.is_shown_on(self.council) else home_url(node, self.hosts)

    def forum(self, node: Node) -> str:
        return self.site(node) + forum_path(node)

    def topic(self, node: Node, slug: str, pk: int) -> str:
        return self.site(node) + topic_path(node, slug, pk)


def home_url(node: Node, hosts: HostTable | None = None) -> str:
    """Scheme, host and port of the site that ``node`` is at home on."""
    hosts = hosts or table()
    if node.home_id is None:
        return hosts.portal_url
    return hosts.council_url(node.home_id)


def home_site_id(forum_id: int) -> int | None:
    """The key of the site that a forum is at home on; None when it is nowhere."""
    node, hosts = tree().nodes.get(forum_id), table()
    if node is None:
        return None
    if node.home_id is None:
        return hosts.portal.site_id if hosts.portal else None
    neighbour = hosts.neighbour_by_id(node.home_id)
    return neighbour.council.site_id if neighbour else None
