"""What a person wrote in the forum, for their account; and who wrote in which council's forums."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.board.forum_conversation.models import Post
from forum.scope.addresses import Here, anchor
from forum.scope.rights import Rights, rights_of
from forum.scope.tree import tree
from forum.screens.places import sees
from sites.accounts import activities, presence
from sites.accounts.activities import Activity, Dated
from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.models import Council

from .facts import excerpt


@dataclass(frozen=True)
class Written:
    """Posts of one kind: those that open a topic, or those that answer."""

    key: str
    label: str | Promise
    one: str | Promise  # what each is called
    numbers: Q

    def count(self, user: User) -> int:
        return self._own(user).count()

    def dated(self, user: User, limit: int) -> Iterable[Dated]:
        return self._own(user).order_by("-created", "-pk").values_list("created", "pk")[:limit]

    def details(
        self, user: User, keys: Sequence[int], council: Council | None
    ) -> dict[int, Activity]:
        if not keys:
            return {}
        posts = self._own(user).filter(pk__in=keys).select_related("topic__first_post")
        rights, here = rights_of(user), Here(council, table())
        return {post.pk: self._activity(post, user, rights, here) for post in posts}

    def _own(self, user: User) -> QuerySet[Post]:
        return Post.objects.filter(self.numbers, poster=user)

    def _activity(self, post: Post, user: User, rights: Rights, here: Here) -> Activity:
        told: dict[str, Any] = {
            "kind_label": str(self.one),
            "at": post.created,
            "excerpt": "" if post.removed_on else excerpt(post),
            "state": _state(post),
        }
        topic = post.topic
        if sees(rights, user, topic):
            node = rights.board.nodes[topic.forum_id]
            url = here.topic(node, topic.slug, topic.pk) + anchor(post.number)
            return Activity(title=topic.subject, url=url, place=node.name, **told)
        # Hidden, or in a forum that is closed to them by now: its words are others' to read.
        is_theirs = post.is_topic_head and not post.removed_on
        title = topic.subject if is_theirs else _("Un sujet qui n’est plus visible")
        return Activity(title=title, **told)


def _state(post: Post) -> str:
    if post.approved:
        return activities.PUBLIC
    return activities.HIDDEN if post.hidden_on else activities.WAITING


def wrote_in(council_ids: Collection[int]) -> Q:
    """Accounts that wrote, whatever became of it, in a forum of one of these councils."""
    wanted = set(council_ids)
    forums = [
        node.pk
        for node in tree().nodes.values()
        if node.home_id in wanted or node.also_ids & wanted
    ]
    return Q(pk__in=Post.objects.filter(topic__forum__in=forums).values("poster"))


def connect() -> None:
    """Tell the account of the forum."""
    opened, answered = Q(number=1), Q(number__gt=1)
    topics, posts = gettext_lazy("Sujets ouverts"), gettext_lazy("Réponses")
    activities.register(Written("sujets", topics, gettext_lazy("Sujet"), opened))
    activities.register(Written("reponses", posts, gettext_lazy("Réponse"), answered))
    presence.register("forum", wrote_in)
