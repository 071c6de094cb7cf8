"""Making topics and posts, through the same services as people."""

from cms.demo.content.forum import THREADS
from cms.demo.content.shapes import Message, Thread
from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.scope.models import ForumScope

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
        moderating.lock(head.topic_id, _moderator(demo, thread), thread.locked)


def _answer(demo: Demo, thread: Thread, topic_id: int, message: Message) -> None:
    post = services.reply(
        topic_id,
        demo.users[message.who],
        message.text.strip(),
        at=demo.clock.at(message.day, message.hour),
    )
    if message.hidden:
        moderating.hide(post.pk, _moderator(demo, thread), message.hidden)


def _moderator(demo: Demo, thread: Thread):
    """Shared forums belong to no council: there the administrators moderate."""
    return demo.users["admin" if thread.site == PORTAL else "moderation"]


def _forum(demo: Demo, thread: Thread) -> Forum:
    scope = ForumScope.objects.get(council=demo.council(thread.site))
    return Forum.objects.get(parent=scope.root_id, name=thread.forum)
