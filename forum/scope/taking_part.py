"""What moderation asks the forum: who takes part in a council, and how much."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation import confidence
from sites.moderation.touched import register_activity, register_counter

from .tree import tree

PERIOD = timedelta(days=30)


def posts_touched(account: User, council: Council | None) -> Iterable[str]:
    """The posts of an account that its suspension is about; they all stay where they are."""
    posts = _posts(account, council)
    count = posts.count()
    recent = posts.filter(created__gt=timezone.now() - PERIOD).count()
    told = ngettext("%(n)s message dans le forum", "%(n)s messages dans le forum", count)
    yield _("%(messages)s, dont %(recent)s ces 30 derniers jours : tout reste en place") % {
        "messages": told % {"n": count},
        "recent": recent,
    }


def people_who_post(councils: frozenset[int] | None) -> QuerySet:
    """Keys of the accounts that have written in the forums of ``councils``."""
    from forum.board.forum_conversation.models import Post

    posts = Post.objects.exclude(poster=None)
    if councils is not None:
        posts = posts.filter(topic__forum__in=_forums(councils))
    return posts.order_by().values("poster")


def posts_standing(account: User, at_most: int) -> int:
    """How many posts of an account are public, counted no further than ``at_most``."""
    from forum.board.forum_conversation.models import Post

    return len(Post.objects.filter(poster=account, approved=True).values_list("pk")[:at_most])


def _posts(account: User, council: Council | None) -> QuerySet:
    from forum.board.forum_conversation.models import Post

    where = Q(topic__forum__in=_forums({council.pk})) if council else Q()
    return Post.objects.filter(where, poster=account)


def _forums(councils: Iterable[int]) -> list[int]:
    wanted = set(councils)
    return [node.pk for node in tree().nodes.values() if node.home_id in wanted]


def connect() -> None:
    register_counter(posts_touched)
    register_activity(people_who_post)
    confidence.register(posts_standing)
