"""Finding what long topics hold, done by a routine: of those that are long and have none yet,
whatever made them so, and of those that have changed.

A reader waits for none of it, and neither does who answers.
"""

from django.db.models import Count, F, Max, Q
from django.db.models.signals import post_delete, post_save

from forum.board.forum_conversation.models import Post, Topic
from forum.signals import topic_changed
from forum.thanks.figures import most_thanked
from forum.thanks.models import Thank

from .models import Summary

LONG = 30  # posts: more than two pages
PEOPLE, LINKS, THANKED = 6, 6, 3
EXTERNAL = 'href="http'  # as links stand in rendered posts


def connect() -> None:
    topic_changed.connect(note, dispatch_uid="quartiers_summaries")
    for thanks in (post_save, post_delete):
        thanks.connect(note_thanks, sender=Thank, dispatch_uid="quartiers_summaries")


def note(sender, topic: Topic, gone: bool, is_answer: bool = False, **kwargs) -> None:
    """Whatever was found in the topic may be otherwise now. Answers are seen by their numbers."""
    if gone or is_answer or topic.posts_count <= LONG:
        return
    Summary.objects.filter(pk=topic.pk).update(changes=F("changes") + 1)


def note_thanks(sender, instance: Thank, **kwargs) -> None:
    """Thanks are no change of the topic; what its summary tells of them may be otherwise now."""
    asked = Summary.objects.filter(topic__posts=instance.post_id)
    asked.update(changes=F("changes") + 1)


def make_waiting() -> int:
    """Look into the topics that are new here or have changed; how many."""
    _begin()
    is_behind = Q(changes__gt=F("made_for")) | Q(topic__last_number__gt=F("made_until"))
    waiting = Summary.objects.filter(is_behind).order_by("pk")
    rows = list(waiting.values_list("pk", "changes", "topic__last_number"))
    for pk, changes, last in rows:
        _make(pk, changes, last)
    return len(rows)


def _begin() -> None:
    """A row for each long topic that has none: the one place where they come from, so that an act,
    its undoing or an import need not think of it."""
    found = Topic.objects.filter(posts_count__gt=LONG, summary=None).values_list("pk", flat=True)
    rows = [Summary(topic_id=pk) for pk in found]
    Summary.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1_000)


def _make(topic_id: int, changes: int, last: int) -> None:
    """What comes meanwhile is not among ``changes`` and numbers up to ``last``: it is looked at the
    next time.
    """
    public = Post.objects.filter(topic=topic_id, approved=True).order_by()
    writers = public.exclude(poster=None).values("poster")
    most = writers.annotate(posts=Count("pk"), last=Max("number")).order_by("-posts", "last")
    linking = public.filter(_content_rendered__contains=EXTERNAL).order_by("-number")
    Summary.objects.filter(pk=topic_id).update(
        people=[[row["last"], row["posts"]] for row in most[:PEOPLE]],
        writers=writers.distinct().count(),
        links=list(linking.values_list("number", flat=True)[:LINKS]),
        thanked=[post.number for post, _count in most_thanked(topic_id, THANKED)],
        made_for=changes,
        made_until=last,
    )
