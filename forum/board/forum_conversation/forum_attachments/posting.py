"""Images become a post's, leave it, are held and let go.

Each function runs in the transaction that writes the post, with its author's row locked: see
``services.Sent.along``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.pace import allowance_of
from forum.board.forum_conversation.refusals import Forbidden, Refused
from forum.scope.rights import ATTACH, rights_of
from sites.accounts.models import User
from sites.moderation.confidence import is_new

from . import waiting
from .models import Attachment

LONGEST = Attachment._meta.get_field("comment").max_length


class TooMany(Refused):
    """More images than a post may have: sent from two windows, say."""

    def __init__(self, most: int):
        super().__init__(waiting.too_many(most).message)


@dataclass(frozen=True)
class Chosen:
    """What becomes of images when a form is sent.

    ``described``: token → words; ``removed``: tokens of images that the post has and loses.
    Tokens of other posts and other people mean nothing here.
    """

    author: User
    form: UUID
    described: Mapping[str, str] = field(default_factory=dict)
    removed: Collection[str] = ()

    def put(self, post: Post) -> None:
        """Give the post its images. Raises Refused."""
        old = of_post(post)
        old.filter(token__in=self.removed).delete()
        for image in old:
            self._describe(image)
        new = list(waiting.of_form(self.author, self.form))
        if new:
            self._attach(post, new, beside=old.count())

    def _attach(self, post: Post, new: list[Attachment], beside: int) -> None:
        rights = rights_of(self.author)
        if not rights.may(ATTACH, post.topic.forum_id):
            raise Forbidden
        allowance = allowance_of(self.author, rights, post.topic.forum_id)
        most = waiting.most_for(allowance)
        if beside + len(new) > most:
            raise TooMany(most)
        for image in new:
            image.post, image.owner, image.form = post, None, None
            image.held = allowance.is_held
            image.comment = self.described.get(image.token, image.comment)[:LONGEST]
            image.save(update_fields=["post", "owner", "form", "held", "comment"])

    def _describe(self, image: Attachment) -> None:
        words = self.described.get(image.token, image.comment)[:LONGEST]
        if words != image.comment:
            image.comment = words
            image.save(update_fields=["comment"])


def of_post(post: Post) -> QuerySet[Attachment]:
    return Attachment.objects.filter(post=post).order_by("pk")


def release(author: User) -> int:
    """Show what was held while the account was new, once it is not; how many."""
    held = Attachment.objects.filter(held=True, post__poster=author)
    if not held.exists() or is_new(author):
        return 0
    return held.update(held=False)


def release_all() -> int:
    """The same for every account with images held."""
    held = Attachment.objects.filter(held=True).order_by().values("post__poster")
    return sum(release(author) for author in User.objects.filter(pk__in=held))


def release_with_post(sender, author: User, act: str, is_new: bool, **kwargs) -> None:
    """Receiver of ``post_written``: this very post may have made the account a regular one.

    What an account becomes while it writes nothing is looked after by a routine (release_all).
    """
    if act == "created" and is_new:
        release(author)
