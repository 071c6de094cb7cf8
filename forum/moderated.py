"""Posts, as moderation reads and handles them; what new accounts write is put before it."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from urllib.parse import SplitResult, parse_qs

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models.signals import pre_delete
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import holding
from forum.board.forum_conversation import restricting, taking_back
from forum.board.forum_conversation.forum_attachments import restricting as image_restricting
from forum.board.forum_conversation.forum_attachments.models import LARGE, Attachment, name_of
from forum.board.forum_conversation.forum_attachments.posting import of_post
from forum.board.forum_conversation.models import Post
from forum.scope.addresses import anchor, home_url, topic_path
from forum.scope.rights import HIDE, rights_of
from forum.scope.tree import tree
from forum.screens import images
from forum.screens.places import sees
from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation.addresses import host_of
from sites.moderation.cases import keeping, opening
from sites.moderation.models import Case
from sites.moderation.subjects import (
    Before,
    Nearby,
    NoSuchPicture,
    Picture,
    Subject,
    register,
)

from .facts import excerpt
from .markup import plain_text, render_markdown
from .quoted import repeating
from .signals import post_written

KEY = "forum.post"
NEARBY = 2  # posts before and after
MOST_QUOTES = 20  # posts that quote one, as its case names them
_ANCHOR = re.compile("message-([1-9][0-9]{0,8})")
_NUMBER = re.compile("[1-9][0-9]{0,8}")


class Posts:
    """The kind ``forum.post``; its keys are posts'."""

    key = KEY
    label = gettext_lazy("Message du forum")

    def find(self, key: str) -> Subject | None:
        post = _post(key)
        return subject_of(post) if post else None

    def shown_to(self, user, key: str, council: Council | None) -> Subject | None:
        post = _post(key)
        if post is None or not _may_read(user, post):
            return None
        return subject_of(post) if _node(post).is_shown_on(council) else None

    def at(self, user, url: SplitResult) -> str | None:
        named = _named(url)
        if named is None or host_of(url) is None:
            return None
        topic_id, number = named
        post = _posts().filter(topic=topic_id, number=number).first()
        return str(post.pk) if post and _may_read(user, post) else None

    def lock(self, key: str) -> None:
        if not _NUMBER.fullmatch(key):
            return
        # Its author is told in the same transaction, and comes before the topic (counters.py).
        author = Post.objects.filter(pk=int(key)).values("poster")
        User.objects.select_for_update(no_key=True).only("pk").filter(pk__in=author).first()
        restricting.hold(int(key), with_quotes=True)  # before anybody knows what is decided

    def around(self, key: str) -> Sequence[Nearby]:
        post = _post(key)
        if post is None:
            return []
        others = _posts().filter(topic=post.topic_id)
        before = others.filter(number__lt=post.number).order_by("-number")[:NEARBY]
        after = others.filter(number__gt=post.number).order_by("number")[:NEARBY]
        return [_nearby(other, post) for other in (*reversed(before), *after)]

    def quoted(self, key: str) -> Sequence[Nearby]:
        post, everybody = _post(key), rights_of(AnonymousUser())
        if post is None:
            return []
        public = _posts().filter(approved=True, topic__approved=True)
        found = (one for one in repeating(post, public) if everybody.reads(one.topic.forum_id))
        return [_nearby(one, post) for one in islice(found, MOST_QUOTES)]

    def hide(self, key: str, by: User | None) -> Before:
        return restricting.hide(int(key), by)

    def remove(self, key: str, by: User | None) -> Before:
        return restricting.remove(int(key), by)

    def show(self, key: str, by: User | None) -> Before:
        return restricting.show(int(key), by)

    def mask(self, key: str, passages: Sequence[str], by: User | None) -> Before:
        return restricting.mask(int(key), passages, by)

    def restore(self, key: str, before: Before, by: User | None) -> None:
        holding.withhold(int(key), before)  # first: what follows tells everybody
        restricting.restore(int(key), before, by)

    def withheld(self, keys: Sequence[str]) -> Mapping[str, str]:
        found = holding.withheld([int(key) for key in keys if _NUMBER.fullmatch(key)])
        return {str(pk): words for pk, words in found.items()}

    def approve(self, key: str, by: User | None) -> Before:
        return holding.approve(int(key), by)

    def pictures(self, key: str) -> Sequence[Picture]:
        post = _post(key)
        return [_picture(image, post) for image in of_post(post)] if post else []

    def picture(self, key: str, picture: int, *, is_large: bool) -> HttpResponseBase:
        found = _image(key, picture)
        if found.post.removed_on:
            raise NoSuchPicture
        return images.file_of(found, found.sides[-1 if is_large else 0], "webp")

    def hide_pictures(self, key: str, pictures: Sequence[int], by: User | None) -> Before:
        return image_restricting.hide(int(key), pictures, by)


def subject_of(post: Post) -> Subject:
    """A post as moderation reads it, in the words of the install."""
    node, raw = _node(post), post.content.raw
    html = render_markdown(raw)
    return Subject(
        kind=KEY,
        key=str(post.pk),
        title=_title(post),
        text=plain_text(html),
        html=html,
        source=f"{post.topic.subject}\n\n{raw}" if post.is_topic_head else raw,
        author=post.poster,
        author_name=post.author_name,
        council_id=node.home_id if node else None,
        url=_url(post),
        version=_version(post),
        is_visible=post.approved and post.topic.approved,
        waits=not post.approved and post.hidden_on is None,
    )


def _image(key: str, pk: int) -> Attachment:
    found = Attachment.objects.select_related("post").filter(pk=pk, post=key).first()
    if found is None:
        raise NoSuchPicture
    return found


def _picture(image: Attachment, post: Post) -> Picture:
    state = "removed" if post.removed_on else images.state_of(image)
    return Picture(image.pk, image.comment, image.width, image.height, state)


def _version(post: Post) -> str:
    """Of its words and of its images, so that nobody decides on one they have not seen."""
    words = f"{post.topic.subject if post.is_topic_head else ''}\0{post.content.raw}"
    for token, comment in of_post(post).values_list("token", "comment"):
        words += f"\0{token}\0{comment}"
    return hashlib.sha256(words.encode()).hexdigest()


def _title(post: Post) -> str:
    if post.is_topic_head:
        return post.topic.subject
    with translation.override(settings.LANGUAGE_CODE):
        told = {"title": post.topic.subject, "n": post.number}
        return _("%(title)s (message n° %(n)s)") % told


def _url(post: Post) -> str:
    node = _node(post)
    if node is None:
        return ""
    return home_url(node) + topic_path(node, post.topic.slug, post.topic_id) + anchor(post.number)


def _posts():
    return Post.objects.select_related("topic__first_post", "poster")


def _post(key: str) -> Post | None:
    return _posts().filter(pk=key).first() if _NUMBER.fullmatch(key) else None


def _node(post: Post):
    return tree().nodes.get(post.topic.forum_id)


def _may_read(user, post: Post) -> bool:
    """Whether the person sees the post on its topic's page."""
    rights = rights_of(user)
    if _node(post) is None or not sees(rights, user, post.topic):
        return False
    if post.approved or rights.may(HIDE, post.topic.forum_id):
        return True
    return rights.is_known and post.poster_id == user.pk and post.removed_on is None


def _named(url: SplitResult) -> tuple[int, int] | None:
    """The topic and the number of the post that an address names: its anchor, else ``?post=``,
    else the first."""
    try:
        match = resolve(url.path)
    except Resolver404:
        return None
    if match.namespace != "forum" or "pk" not in match.kwargs:
        return None
    asked = parse_qs(url.query).get("post", [""])[0]
    found = _ANCHOR.fullmatch(url.fragment)
    number = found[1] if found else asked if _NUMBER.fullmatch(asked) else None
    return match.kwargs["pk"], int(number or match.kwargs.get("number", 1))


def _nearby(post: Post, subject: Post) -> Nearby:
    return Nearby(
        author_name=post.author_name,
        text="" if post.removed_on else excerpt(post),
        url=_url(post),
        is_after=post.number > subject.number,
        is_visible=post.approved,
    )


def _written(sender, post: Post, network: str, is_new: bool, **kwargs) -> None:
    """What a new account writes shows at once and is queued; the topic is held already.

    Not what the install writes itself: a demo, an import.
    """
    if not network or not is_new:
        return
    found = _post(str(post.pk))
    if found:
        known = Case.objects.filter(kind=KEY, key=str(post.pk), state=Case.State.OPEN)
        if not known.exists():
            opening.open_case(subject_of(found), Case.Origin.NEWCOMER)


def _is_reported(post: Post) -> bool:
    """Whether somebody has said that something is wrong with it: it cannot be taken back now."""
    cases = Case.objects.filter(kind=KEY, key=str(post.pk))
    return cases.exclude(origin=Case.Origin.NEWCOMER).exists()


def _keep_image(sender, instance: Attachment, **kwargs) -> None:
    """Receiver of ``pre_delete``. What goes with an account that is erased is kept nowhere."""
    post = instance.post
    if post is None or post.poster is None or not post.poster.is_active:
        return
    taken = keeping.Taken(
        file=name_of(instance.token, LARGE, "webp"),
        alt=instance.comment,
        width=instance.width,
        height=instance.height,
        since=instance.created,
    )
    keeping.keep(KEY, str(post.pk), taken)


def connect() -> None:
    register(Posts())
    taking_back.register(_is_reported)
    pre_delete.connect(_keep_image, sender=Attachment, dispatch_uid="quartiers_images_of_cases")
    post_written.connect(_written, dispatch_uid="quartiers_moderation_of_newcomers")
