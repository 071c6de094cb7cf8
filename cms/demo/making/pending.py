"""Reports that wait, drafts, and a message that was changed, through the services of people."""

from django.contrib.auth.models import AnonymousUser

from cms.demo.content.pending import DRAFTS, EDITS, REPORTS, Begun, Edited, Reported
from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post, Topic
from forum.drafts import keeping
from forum.drafts.models import Draft
from forum.moderated import KEY
from forum.scope.models import ForumScope
from sites.moderation import subjects
from sites.moderation.reports import filing
from sites.moderation.reports.filing import Told

from .demo import Demo

NETWORK = "203.0.113.9"  # RFC 5737: nobody's


def make_pending(demo: Demo) -> None:
    """After every message is there, with the changes first: what is reported is what one reads."""
    for edited in EDITS:
        _edit(demo, edited)
    for reported in REPORTS:
        _report(demo, reported)
    for begun in DRAFTS:
        _begin(demo, begun)


def _edit(demo: Demo, edited: Edited) -> None:
    post = _post(edited.topic, edited.number)
    services.edit(post.pk, post.poster, edited.text)  # type: ignore[arg-type]
    Post.objects.filter(pk=post.pk).update(updated=demo.clock.at(edited.day, edited.hour))


def _report(demo: Demo, reported: Reported) -> None:
    key = str(_post(reported.topic, reported.number).pk)
    kind = subjects.kind_of(KEY)
    person = demo.users[reported.who] if reported.who else AnonymousUser()
    told = Told(reported.reason, reported.text, reported.email)
    at = demo.clock.at(reported.day, reported.hour)
    filing.file(kind, key, person, told, NETWORK, at=at)  # type: ignore[arg-type]


def _begin(demo: Demo, begun: Begun) -> None:
    if begun.topic:
        place = {"topic": Topic.objects.get(subject=begun.topic).pk}
    else:
        scope = ForumScope.objects.get(council=demo.council(begun.site))
        place = {"forum": Forum.objects.get(parent=scope.root_id, name=begun.forum).pk}
    draft = keeping.keep(demo.users[begun.who], begun.title, begun.text, **place)
    saved_at = demo.clock.at(begun.day, begun.hour)
    Draft.objects.filter(pk=draft.pk).update(saved_at=saved_at)


def _post(title: str, number: int) -> Post:
    posts = Post.objects.select_related("poster")
    return posts.get(topic__subject=title, number=number)
