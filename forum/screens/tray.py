"""The images of a form while it is being filled in: chosen, described, taken away.

Files are kept as soon as they arrive, whatever is wrong with the rest of the form; what cannot be
taken is said by its name. Nothing is the post's before the form is sent without an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from forum.board.forum_conversation.forum_attachments import posting, waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.forum_attachments.receiving import NotTaken
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.pace import allowance_of
from forum.scope.rights import ATTACH
from forum.words import one_line

from .images import address
from .places import Place

FILES = "images"  # names of the form's fields
DESCRIPTION, REMOVED = "description-", "retirer-"


def mark_of(post: Post) -> UUID:
    """The mark of the form that changes a post: always the same."""
    return uuid5(NAMESPACE_URL, f"quartiers:post:{post.pk}")


@dataclass(frozen=True)
class Tile:
    """One image in the form."""

    key: str
    src: str
    width: int
    height: int
    description: str
    is_removed: bool
    is_posted: bool
    is_bare: bool  # not described yet, though the form was sent


class Tray:
    """The images of the form ``mark`` (None: nobody's form yet), and of ``post``, which it changes.

    ``is_open``: whether the person may add any here. ``problems``: what could not be taken.
    """

    def __init__(
        self, request: HttpRequest, place: Place, mark: UUID | None, post: Post | None = None
    ):
        self.request, self.place, self.mark, self.post = request, place, mark, post
        self.is_open = place.rights.is_known and place.rights.may(ATTACH, place.node.pk)
        self.problems: list[str] = []
        self.wants_words = False

    @property
    def tiles(self) -> list[Tile]:
        return [self.tile(image) for image in self._images()]

    def take_in(self) -> None:
        """Keep the files that came, let go what was taken off; ``problems`` tells the rest."""
        if removed := self._removed():
            self._waiting().filter(token__in=removed).delete()
        uploads = self.request.FILES.getlist(FILES)
        if uploads and not self.is_open:
            self.problems.append(_("Ce forum ne prend pas d’images."))
            return
        if uploads and self.mark is None:
            self.problems.append(_("Les images ne sont pas arrivées : choisissez-les de nouveau."))
            return
        self.keep_descriptions()
        for upload in uploads:
            self._take(upload)

    def throw_away(self) -> None:
        """Let go what was sent with this form and has no post."""
        self._waiting().delete()

    def _take(self, upload: UploadedFile) -> None:
        try:
            waiting.add(
                self.place.user,
                cast(UUID, self.mark),
                upload,
                most=self._most(),
                beside=self._beside(),
            )
        except NotTaken as refusal:
            told = {"name": PurePath(upload.name or "").name[-80:], "what": refusal.message}
            self.problems.append(_("%(name)s – %(what)s") % told)

    def is_ready(self) -> bool:
        """Whether all was taken and every image says what it shows; else the form asks."""
        bare = [tile for tile in self.tiles if not tile.is_removed and not tile.description]
        self.wants_words = bool(bare)
        return not bare and not self.problems

    def has_changes(self) -> bool:
        """Whether sending the form changes the images of the post."""
        if self._waiting().exists() or self._removed() & {one.token for one in self._posted()}:
            return True
        return any(self._typed(image) != image.comment for image in self._posted())

    def chosen(self) -> Chosen | None:
        """What becomes of the images when the form is sent."""
        if self.mark is None:
            return None
        described = {image.token: self._typed(image) for image in self._images()}
        return Chosen(self.place.user, self.mark, described, self._removed())

    def tile(self, image: Attachment) -> Tile:
        words = self._typed(image)
        return Tile(
            image.token,
            address(image, image.sides[0], "webp"),
            image.width,
            image.height,
            words,
            image.token in self._removed(),
            image.post_id is not None,
            self.wants_words and not words,
        )

    def newest(self) -> Attachment | None:
        """The image that was kept last for this form."""
        return self._waiting().last()

    def _images(self) -> Iterator[Attachment]:
        yield from self._posted()
        yield from self._waiting()

    def _posted(self):
        return posting.of_post(self.post) if self.post else Attachment.objects.none()

    def _waiting(self):
        if self.mark is None or not self.place.rights.is_known:
            return Attachment.objects.none()
        return waiting.of_form(self.place.user, self.mark)

    def _most(self) -> int:
        place = self.place
        return waiting.most_for(allowance_of(place.user, place.rights, place.node.pk))

    def _beside(self) -> int:
        return sum(image.token not in self._removed() for image in self._posted())

    def _removed(self) -> set[str]:
        names = (name for name in self.request.POST if name.startswith(REMOVED))
        return {name.removeprefix(REMOVED) for name in names}

    def _typed(self, image: Attachment) -> str:
        """The description as it was typed just now, or as it was."""
        typed = self.request.POST.get(f"{DESCRIPTION}{image.token}")
        if typed is None:
            return image.comment
        return one_line(typed[: 4 * posting.LONGEST])[: posting.LONGEST]

    def keep_descriptions(self) -> None:
        """What was typed stays with an image that waits, wherever the form is opened again."""
        for image in self._waiting():
            words = self._typed(image)
            if words != image.comment:
                self._waiting().filter(pk=image.pk).update(comment=words)
