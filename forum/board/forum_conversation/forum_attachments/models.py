"""Images of posts: machina's table, extended.

An image waits for its sender, under the mark of the form it was sent with, or belongs to a post;
never both. Its files lie in the private storage under a name nobody can guess, and are only handed
out by a view that asks for rights (forum.screens.images): what is hidden is gone from every
address at once.
"""

from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_attachments.abstract_models import AbstractAttachment

FOLDER = "forum-images"
LARGE, SMALL = 1600, 800  # pixels of the longer side
KINDS = ("avif", "webp")


def files() -> Storage:
    """Where images of posts lie; only Django reads it."""
    return storages["files"]


class Attachment(AbstractAttachment):
    """One image. ``comment`` says what it shows, for whoever does not see it.

    ``owner`` and ``form`` are whose it is and which form it was sent with, until a post has it.
    ``held``: it came from a new account and only its author and moderators see it for now.
    """

    post = models.ForeignKey(
        "forum_conversation.Post",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("message"),
    )
    file = models.FileField(_("fichier"), upload_to=FOLDER, storage=files, max_length=200)
    comment = models.CharField(_("description"), max_length=255, blank=True, default="")
    token = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("envoyée par"),
    )
    form = models.UUIDField(null=True, blank=True, editable=False)
    held = models.BooleanField(_("retenue"), default=False)
    hidden_on = models.DateTimeField(_("masquée le"), null=True, blank=True, editable=False)
    created = models.DateTimeField(_("envoyée le"), default=timezone.now)

    class Meta(AbstractAttachment.Meta):
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "form"], condition=Q(post=None), name="quartiers_image_waiting"
            ),
            models.Index(fields=["post"], condition=Q(held=True), name="quartiers_image_held"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, owner=None, form=None)
                | Q(post=None, owner__isnull=False, form__isnull=False),
                name="quartiers_image_waits_or_is_posted",
            ),
        ]

    def __str__(self) -> str:
        return self.comment or self.token

    @property
    def is_public(self) -> bool:
        """Whether whoever may read its post may see it."""
        return not self.held and self.hidden_on is None

    @property
    def sides(self) -> tuple[int, ...]:
        """The sizes that there are of it, smallest first."""
        return (SMALL, LARGE) if max(self.width, self.height) > SMALL else (LARGE,)

    def names(self) -> list[str]:
        """Its files in the storage."""
        return [name_of(self.token, side, kind) for side in self.sides for kind in KINDS]


def name_of(token: str, side: int, kind: str) -> str:
    """The name in the storage of one size of an image."""
    return f"{FOLDER}/{token}-{side}.{kind}"
