"""Making topics and posts, through the same services as people."""

from datetime import timedelta

from cms.demo.content.forum import THREADS
from cms.demo.content.shapes import Message, Ruling, Thread
from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.moderated import KEY
from forum.scope.models import ForumScope
from sites.accounts.models import User
from sites.moderation import subjects
from sites.moderation.cases import deciding
from sites.moderation.cases.deciding import Choice
from sites.moderation.models import Decision
from sites.moderation.rights import circle_of

from .demo import PORTAL, Demo
from .pending import make_pending
from .taking_part import make_taking_part


def make_forum(demo: Demo) -> None:
    """Every topic, in the order in which they were last answered."""
    for thread in sorted(THREADS, key=lambda one: (one.messages[-1].day, one.messages[-1].hour)):
        open_thread(demo, thread)
    make_taking_part(demo)
    make_pending(demo)


def open_thread(demo: Demo, thread: Thread) -> None:
    first, *answers = thread.messages
    head = services.open_topic(
        _forum(demo, thread).pk,
        demo.users[first.who],
        thread.title,
        first.text.strip(),
        at=demo.clock.at(first.day, first.hour),
    )
    for answer in answers:
        _answer(demo, thread, head.topic_id, answer)
    if thread.locked:
        last = thread.messages[-1]
        at = demo.clock.at(last.day, last.hour) + timedelta(hours=1)
        moderating.lock(head.topic_id, _moderator(demo, thread), thread.locked, at=at)


def _answer(demo: Demo, thread: Thread, topic_id: int, message: Message) -> None:
    post = services.reply(
        topic_id,
        demo.users[message.who],
        message.text.strip(),
        at=demo.clock.at(message.day, message.hour),
    )
    if message.hidden:
        _hide(demo, _moderator(demo, thread), post, message.hidden)


def _hide(demo: Demo, moderator: User, post: Post, ruling: Ruling) -> None:
    """As the moderators' menu of a message does it: a case, and the decision on it."""
    kind = subjects.kind_of(KEY)
    choice = Choice(Decision.Outcome.HIDDEN, ruling.rule, ruling.statement)
    at = demo.clock.at(ruling.day, ruling.hour)
    deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), choice, at=at)  # type: ignore[arg-type]


def _moderator(demo: Demo, thread: Thread):
    """Shared forums belong to no council: there the administrators moderate."""
    return demo.users["admin" if thread.site == PORTAL else "moderation"]


def _forum(demo: Demo, thread: Thread) -> Forum:
    scope = ForumScope.objects.get(council=demo.council(thread.site))
    return Forum.objects.get(parent=scope.root_id, name=thread.forum)
