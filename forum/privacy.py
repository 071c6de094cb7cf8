"""What the forum holds of a person: see sites.accounts.privacy.registry.

Posts stay when an account is erased, because the answers of others make no sense without them;
their author is nobody then. What names the person is taken out of texts: see privacy.scrubbing.
"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_polls.models import TopicPollVote
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_tracking.models import TopicReadTrack
from forum.signals import topic_changed
from sites.accounts.models import User
from sites.accounts.privacy.registry import File, Holding, Part, Person, Table, hold, impersonal
from sites.accounts.privacy.rows import CHUNK, deleted, forget_files, opener, told
from sites.accounts.privacy.scrubbing import Scrubber


def _posts(user: User) -> Iterator[Part]:
    columns = {
        "created": _("écrit le"),
        "topic": _("sujet"),
        "number": _("numéro"),
        "content": _("texte"),
        "updated": _("modifié le"),
        "approved": _("public"),
    }
    posts = Post.objects.filter(poster=user).order_by("pk")
    yield Table("messages", _("vos messages dans le forum"), columns, _post_rows(posts))
    started = Topic.objects.filter(poster=user, first_post__removed_on=None).order_by("pk")
    yield Table(
        "sujets",
        _("les sujets que vous avez ouverts"),
        {"created": _("ouvert le"), "subject": _("titre"), "forum": _("forum")},
        told(started, created="created", subject="subject", forum="forum__name"),
    )
    files = Attachment.objects.filter(post__poster=user).order_by("pk")
    for attachment in files.iterator(chunk_size=CHUNK):
        name = attachment.file.name.rpartition("/")[2]
        yield File("forum", name, opener(attachment.file))


def _post_rows(posts: QuerySet[Post]) -> Iterator[dict]:
    """The title of a topic is given where it is the person's own: else somebody else wrote it."""
    for post in posts.select_related("topic").iterator(chunk_size=CHUNK):
        yield {
            "created": post.created,
            "topic": post.topic.subject if _is_told(post) else f"n° {post.topic_id}",
            "number": post.number,
            "content": "" if post.removed_on else post.content.raw,  # the law forbids it
            "updated": post.updated,
            "approved": post.approved,
        }


def _is_told(post: Post) -> bool:
    """Whether the topic's title is the person's own, and theirs to have."""
    return post.is_topic_head and not post.removed_on


def _erase_posts(person: Person) -> None:
    user = person.user
    Post.objects.filter(poster=user).update(username="", update_reason="")
    Topic.objects.filter(poster=user).update(poster_name="")
    for attachment in Attachment.objects.filter(post__poster=user):
        forget_files(attachment)
        attachment.delete()
    own, others = Scrubber(person, own=True), Scrubber(person)
    changed = _scrub(own, Post.objects.filter(poster=user))
    changed |= _scrub(others, Post.objects.exclude(poster=user))
    for topic in Topic.objects.filter(pk__in=changed).order_by("pk"):
        topic_changed.send(sender=Topic, topic=topic, gone=False)


def _scrub(scrubber: Scrubber, posts: QuerySet[Post]) -> set[int]:
    """Rewrite texts and titles that name the person; returns the topics concerned."""
    concerned = set()
    for post in scrubber.candidates(posts, "content", "subject").iterator(chunk_size=CHUNK):
        text, title = post.content.raw, post.subject or ""
        new_text, new_title = scrubber.text(text), scrubber.text(title)
        if (new_text, new_title) == (text, title):
            continue
        post.content, post.subject = new_text, new_title
        post.save(update_fields=["content", "_content_rendered", "subject"])
        concerned.add(post.topic_id)
        if post.is_topic_head and new_title != title:
            _retitle(post.topic, new_title)
    return concerned


def _retitle(topic: Topic, title: str) -> None:
    """Its address changes with it; who has the old one is sent on by its number."""
    topic.subject = title
    topic.save(update_fields=["subject", "slug"])


def _reading(user: User) -> Iterator[Part]:
    rows = TopicReadTrack.objects.filter(user=user).order_by("pk")
    columns = {"topic": _("sujet n°"), "number": _("jusqu’au message"), "at": _("le")}
    told_rows = told(rows, topic="topic_id", number="number", at="mark_time")
    yield Table("lectures", _("ce que vous avez lu dans le forum"), columns, told_rows)
    followed = Topic.subscribers.through.objects.filter(user=user).order_by("pk")
    yield Table(
        "suivis",
        _("les sujets que vous suivez"),
        {"topic": _("sujet n°")},
        told(followed, topic="topic_id"),
    )


def _votes(user: User) -> Iterator[Part]:
    votes = TopicPollVote.objects.filter(voter=user).order_by("pk")
    columns = {"at": _("date"), "poll": _("sondage n°"), "choice": _("réponse")}
    rows = told(votes, at="timestamp", poll="poll_option__poll_id", choice="poll_option__text")
    yield Table("votes-du-forum", _("vos réponses aux sondages du forum"), columns, rows)


TRACKS = (
    "forum_tracking.ForumReadTrack.user",
    "forum_tracking.TopicReadTrack.user",
    "forum_conversation.Topic_subscribers.user",
)
POSTS = Holding(
    key="forum-posts",
    name=_("Vos sujets et messages dans le forum"),
    purpose=_("discuter de la vie du quartier, en public"),
    kept=_("le temps du forum ; sans votre nom après la suppression de votre compte"),
    retention="contributions",
    links=(
        "forum_conversation.Post.poster",
        "forum_conversation.Post.updated_by",
        "forum_conversation.Topic.poster",
    ),
    models=("forum_attachments.Attachment",),
    contributes=("forum_conversation.Post.poster", "forum_conversation.Topic.poster"),
    export=_posts,
    erase=_erase_posts,
)
READING = Holding(
    key="forum-reading",
    name=_("Ce que vous avez lu et ce que vous suivez dans le forum"),
    purpose=_("vous montrer ce qui est nouveau"),
    kept=_("jusqu’à la suppression de votre compte"),
    retention="account",
    links=TRACKS,
    export=_reading,
    erase=deleted(*TRACKS),
)
VOTES = Holding(
    key="forum-votes",
    name=_("Vos réponses aux sondages du forum"),
    purpose=_("compter les réponses, une par personne"),
    kept=_("le temps du sondage ; sans votre nom après la suppression de votre compte"),
    retention="contributions",
    links=("forum_polls.TopicPollVote.voter",),
    contributes=("forum_polls.TopicPollVote.voter",),
    export=_votes,
)
PLACE = Holding(
    key="forum-place",
    name=_("Votre profil et vos droits dans le forum"),
    purpose=_("savoir qui peut écrire où"),
    kept=_("jusqu’à la suppression de votre compte"),
    retention="account",
    links=("forum_member.ForumProfile.user", "forum_permission.UserForumPermission.user"),
    erase=deleted("forum_member.ForumProfile.user", "forum_permission.UserForumPermission.user"),
)


def declare() -> None:
    hold(POSTS, READING, VOTES, PLACE)
    impersonal(
        "the forum's own structure",
        *("forum.Forum", "forum_permission.ForumPermission"),
        "quartiers_discussions.Discussion",
        *("forum_polls.TopicPoll", "forum_polls.TopicPollOption"),
    )
