"""Making forums as their teams do, and what is said about pages."""

from cms.demo.content.boards import BOARDS, TALKS
from cms.demo.content.shapes import Board, Talk
from forum.board.forum.models import Forum
from forum.discussions import talking
from forum.managing import rules, structure
from forum.scope.models import ForumScope

from .demo import Demo
from .forum import open_thread


def make_boards(demo: Demo) -> None:
    """Forums for a team, archived ones, and what was written there."""
    for board in BOARDS:
        _make(demo, board)


def make_talks(demo: Demo) -> None:
    """What is said about pages: they must be public by then."""
    for talk in TALKS:
        _talk(demo, talk)


def _make(demo: Demo, board: Board) -> None:
    lead = demo.users[f"responsable.{board.site}"]
    root = ForumScope.objects.get(council=demo.council(board.site)).root_id
    forum = structure.create(root, board.name, board.about, lead)
    if board.only_team:
        team = dict.fromkeys((one.key for one in rules.QUESTIONS), rules.Audience.TEAM)
        rules.answer(forum.pk, team, lead)
    for thread in board.threads:
        open_thread(demo, thread)
    if board.archived:
        structure.set_state(forum.pk, Forum.State.ARCHIVED, board.archived, lead)


def _talk(demo: Demo, talk: Talk) -> None:
    page = demo.page(talk.site, talk.path)
    for message in talk.messages:
        talking.answer(
            "page",
            page.pk,
            demo.users[message.who],
            message.text.strip(),
            at=demo.clock.at(message.day, message.hour),
        )
