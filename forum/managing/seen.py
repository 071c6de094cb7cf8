"""What people find in a forum, in one sentence each: asked of the rights themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forum.scope.rights import OPEN, REPLY, UNCHECKED, Rights, TypicalRights
from forum.scope.tree import Node, Tree

from .rules import AUDIENCES, Audience, groups_of, label_of, who_are


@dataclass(frozen=True)
class Sight:
    """``who`` finds ``what``."""

    who: str
    what: str


def sights(board: Tree, node: Node) -> Iterator[Sight]:
    """For a visitor, a neighbour, somebody of the team, and of the moderators."""
    yield Sight(_("Une visiteuse"), _finds(TypicalRights(board, is_known=False), node))
    yield Sight(_("Une personne connectée"), _finds(TypicalRights(board, is_known=True), node))
    for audience in (Audience.TEAM, Audience.MODERATORS):
        who = who_are(audience, node) if audience == Audience.MODERATORS else AUDIENCES[audience]
        # One of them, not all at once: of the team whoever has the fewest powers.
        groups = groups_of(board, who, node)
        rights = [TypicalRights(board, is_known=True, group_ids=[group]) for group in groups]
        least = min(rights, key=lambda one: _weight(one, node), default=None)
        if least:
            name = str(label_of(audience, node))
            yield Sight(name[:1].upper() + name[1:], _finds(least, node))


def _weight(rights: Rights, node: Node) -> int:
    return sum(rights.may(codename, node.pk) for codename in (OPEN, REPLY, UNCHECKED)) + (
        10 * rights.reads(node.pk)
    )


def _finds(rights: Rights, node: Node) -> str:
    if not rights.reads(node.pk):
        return _("ne voit pas ce forum.")
    opens, replies = rights.may(OPEN, node.pk), rights.may(REPLY, node.pk)
    if opens and replies:
        found = _("lit, répond et ouvre des sujets")
    elif replies:
        found = _("lit et répond")
    elif opens:
        found = _("lit et ouvre des sujets")
    else:
        return _("lit, sans pouvoir écrire.")
    if not rights.may(UNCHECKED, node.pk):
        return _("%(found)s ; ses messages attendent une relecture.") % {"found": found}
    return f"{found}."
