"""Whom a text mentions: the first ten people it names outside of quotes, and nobody after them.

``people_mentioned`` is for whoever tells them. How a name is written: see ``naming``.
"""

from collections.abc import Iterable

from django.db.models import Q, Value
from django.db.models.functions import Lower

from forum.scope.rights import rights_of
from sites.accounts.models import User

from . import naming
from .markup import look_into

MOST = 10  # people that one post mentions
LOOKED_UP = 50  # names at most that the database is asked for


def people_named(names: Iterable[str]) -> list[User]:
    """The first people of those names, in their order; ``MOST`` of them at most."""
    typed: dict[str, str] = {}
    for name in names:
        typed.setdefault(name.casefold(), name)
    wanted = list(typed)[:LOOKED_UP]
    if not wanted:
        return []
    spelled = {one for name in wanted for one in naming.spellings(typed[name])}
    rows = User.objects.filter(is_active=True, closed_at=None).alias(key=Lower("pseudonym"))
    alike = Q(key__in=[Lower(Value(name)) for name in wanted]) | Q(pseudonym__in=spelled)
    known: dict[str, User] = {user.pseudonym.casefold(): user for user in rows.filter(alike)}
    return [known[name] for name in wanted if name in known][:MOST]


def people_mentioned(post) -> list[User]:
    """Whom the post mentions, ``MOST`` at most: never its author, nor who may not read it there."""
    if "@" not in post.content.raw:
        return []
    people = people_named(look_into(post.content.raw).names)
    forum_id = post.topic.forum_id
    others = (user for user in people if user.pk != post.poster_id)
    return [user for user in others if rights_of(user).reads(forum_id)]


def names_to_mark(text: str) -> dict[str, str]:
    """The names in ``text`` that are marked: casefolded → as their holders write them."""
    if "@" not in text:
        return {}
    return {
        user.pseudonym.casefold(): user.pseudonym for user in people_named(look_into(text).names)
    }


def is_too_many(text: str) -> bool:
    """Whether ``text`` names more people than count."""
    if text.count("@") <= MOST:
        return False
    return len({name.casefold() for name in look_into(text).names}) > MOST
