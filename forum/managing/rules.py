"""Rights in plain words: four questions, each with a few answers, and the rows that an answer is.

This table is the one place that knows both. An answer on a forum holds for all below it until one
of them has an answer of its own; without any, the forum follows what lies above, and in the end
what everybody may (scope.rights). Who moderates is not asked here: a role says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from forum.board.forum_permission.models import (
    ForumPermission,
    GroupForumPermission,
    UserForumPermission,
)
from forum.scope.changing import alone, held
from forum.scope.rights import OPEN, READ, REPLY, SEE, UNCHECKED
from forum.scope.tree import Grants, Node, Tree, tree
from sites.accounts.models import User
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    LEAD,
    MODERATOR,
)

from .structure import Gone


class Audience(TextChoices):
    """Who may; from the widest to the narrowest."""

    EVERYBODY = "everybody", _("tout le monde")
    SIGNED_IN = "signed-in", _("toute personne connectée")
    TEAM = "team", _("l’équipe")
    MODERATORS = "moderators", _("la modération")


OWN_WAY = "own-way"  # rows that no answer makes: somebody wrote them elsewhere
Answer = str  # an Audience, or OWN_WAY


@dataclass(frozen=True)
class Who:
    """What an audience is in rows: strangers, people signed in, holders of these roles."""

    strangers: bool
    signed_in: bool
    roles: tuple[str, ...] = ()


AUDIENCES = {
    Audience.EVERYBODY: Who(True, True),
    Audience.SIGNED_IN: Who(False, True),
    Audience.TEAM: Who(
        False, False, (CONTRIBUTOR, EDITOR, LEAD, MODERATOR, COORDINATOR, ADMINISTRATOR)
    ),
    Audience.MODERATORS: Who(False, False, (MODERATOR, ADMINISTRATOR)),
}
# Forums of all councils: nobody's moderators moderate there, the co-ordination does.
SHARED_MODERATORS = Who(False, False, (COORDINATOR, ADMINISTRATOR))


@dataclass(frozen=True)
class Question:
    """``codenames`` are machina's words; ``otherwise`` is the answer where nobody gave any."""

    key: str
    label: str | Promise
    codenames: tuple[str, ...]
    answers: tuple[Audience, ...]
    otherwise: Audience


_WRITERS = (Audience.SIGNED_IN, Audience.TEAM, Audience.MODERATORS)
READING = Question("lire", _("Qui peut lire"), (SEE, READ), tuple(Audience), Audience.EVERYBODY)
QUESTIONS = (
    READING,
    Question("ouvrir", _("Qui peut ouvrir un sujet"), (OPEN,), _WRITERS, Audience.SIGNED_IN),
    Question("repondre", _("Qui peut répondre"), (REPLY,), _WRITERS, Audience.SIGNED_IN),
    Question("publier", _("Qui publie sans relecture"), (UNCHECKED,), _WRITERS, Audience.SIGNED_IN),
)


def label_of(answer: Answer, node: Node) -> str | Promise:
    """An answer in words, for a forum of a council or one that all share."""
    if answer == Audience.TEAM:
        return _("les équipes des conseils") if node.is_shared else _("l’équipe du conseil")
    if answer == Audience.MODERATORS:
        return _("la coordination") if node.is_shared else _("la modération du conseil")
    return _("un réglage particulier") if answer == OWN_WAY else Audience(answer).label


# Reading ------------------------------------------------------------------------------------------


def answer_on(board: Tree, node: Node, question: Question) -> Answer | None:
    """The answer given on this very forum; None where it follows what lies above."""
    given = {_rows_on(board, node.pk, codename) for codename in question.codenames}
    if given == {NOTHING}:
        return None
    known = {_rows_of(board, answer, node): answer for answer in question.answers}
    return known.get(given.pop(), OWN_WAY) if len(given) == 1 else OWN_WAY


def answer_above(board: Tree, node: Node, question: Question) -> tuple[Answer, Node | None]:
    """The answer that holds if this forum has none of its own, and the forum it was given on."""
    for pk in reversed(node.lineage[:-1]):
        above = board.nodes[pk]
        if answer := answer_on(board, above, question):
            return answer, above
    return question.otherwise, None


def answers_for(board: Tree, node: Node, question: Question) -> list[Audience]:
    """What may be answered here: nobody reads below what they may not read."""
    above, _where = answer_above(board, node, question)
    if question is not READING or above == OWN_WAY:
        return list(question.answers)
    return list(question.answers[question.answers.index(Audience(above)) :])


@dataclass(frozen=True)
class Rows:
    """What the rows on one forum say of one codename; None: nothing."""

    strangers: bool | None
    signed_in: bool | None
    groups: frozenset[tuple[int, bool]]


NOTHING = Rows(None, None, frozenset())


def _rows_on(board: Tree, pk: int, codename: str) -> Rows:
    key = (pk, codename)
    groups = ((group, grants[key]) for group, grants in board.groups.items() if key in grants)
    return Rows(board.anonymous.get(key), board.signed_in.get(key), frozenset(groups))


def _rows_of(board: Tree, answer: Audience, node: Node) -> Rows:
    who = who_are(answer, node)
    groups = frozenset((group, True) for group in groups_of(board, who, node))
    return Rows(who.strangers, who.signed_in, groups)


def who_are(answer: Audience, node: Node) -> Who:
    is_own = answer == Audience.MODERATORS and node.is_shared
    return SHARED_MODERATORS if is_own else AUDIENCES[answer]


def groups_of(board: Tree, who: Who, node: Node) -> list[int]:
    """The groups that carry these roles: of the forum's council, or of all where all share it."""
    councils = (node.home_id, None)
    return sorted(
        team.group_id
        for team in board.teams
        if team.role in who.roles and (node.is_shared or team.council_id in councils)
    )


# Writing ------------------------------------------------------------------------------------------

Answers = Mapping[str, Answer | None]  # by the key of the question; None: as above


@transaction.atomic
def answer(pk: int, answers: Answers, by: User) -> bool:
    """Give the forum these answers; what is ``OWN_WAY`` stays as it is.

    Returns whether any changed. Raises Gone.
    """
    alone()
    board = tree()
    node = board.nodes.get(pk)
    forum = held([pk]).get(pk)
    if node is None or forum is None:
        raise Gone
    changed = {}
    for question in QUESTIONS:
        wanted = answers[question.key]
        if wanted not in (OWN_WAY, answer_on(board, node, question)):
            _write(board, node, question, Audience(wanted) if wanted else None)
            changed[question.key] = wanted
    if changed:
        log(forum, "quartiers.forums.rights", user=by, title=forum.name, data=changed)
    return bool(changed)


def _write(board: Tree, node: Node, question: Question, wanted: Audience | None) -> None:
    rights = {"forum_id": node.pk, "permission__codename__in": question.codenames}
    UserForumPermission.objects.filter(user=None, **rights).delete()
    GroupForumPermission.objects.filter(**rights).delete()
    if wanted is None:
        return
    who = who_are(wanted, node)
    for codename in question.codenames:
        permission, _is_new = ForumPermission.objects.get_or_create(codename=codename)
        row = {"forum_id": node.pk, "permission": permission}
        UserForumPermission.objects.create(anonymous_user=True, has_perm=who.strangers, **row)
        UserForumPermission.objects.create(authenticated_user=True, has_perm=who.signed_in, **row)
        for group in groups_of(board, who, node):
            GroupForumPermission.objects.create(group_id=group, has_perm=True, **row)


def include_council(sender, **kwargs) -> None:
    """Where the teams of all councils were named on a shared forum, name them all again.

    Listens to the councils' floor, in the transaction that makes a council.
    """
    board = tree()
    teams = {team.group_id for team in board.teams if team.role == LEAD}
    for node in board.nodes.values():
        if not node.is_shared:
            continue
        for question in QUESTIONS:
            rows = _rows_on(board, node.pk, question.codenames[0])
            named = {group for group, has_perm in rows.groups if has_perm}
            full = _rows_of(board, Audience.TEAM, node)
            if named & teams and rows.groups < full.groups:
                _write(board, node, question, Audience.TEAM)


# Thinking of it -----------------------------------------------------------------------------------


def imagined(board: Tree, node: Node, answers: Answers) -> Tree:
    """The tree as it would be with these answers on the forum."""
    thought = replace(
        board,
        anonymous=dict(board.anonymous),
        signed_in=dict(board.signed_in),
        groups={group: dict(grants) for group, grants in board.groups.items()},
    )
    for question in QUESTIONS:
        wanted = answers[question.key]
        if wanted != OWN_WAY:
            for codename in question.codenames:
                _imagine(thought, (node.pk, codename), node, wanted)
    return thought


def _imagine(thought: Tree, key: tuple[int, str], node: Node, wanted: Answer | None) -> None:
    tables: Iterable[Grants] = (thought.anonymous, thought.signed_in, *thought.groups.values())
    for grants in tables:
        grants.pop(key, None)
    if wanted is None:
        return
    who = who_are(Audience(wanted), node)
    thought.anonymous[key], thought.signed_in[key] = who.strangers, who.signed_in
    for group in groups_of(thought, who, node):
        thought.groups.setdefault(group, {})[key] = True
