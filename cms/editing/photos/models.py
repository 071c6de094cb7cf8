"""Photos that somebody has sent and not yet put in a page.

They are nobody's but their sender's: no picture of the council, no file in the media folder, which
everybody may read. Texts are kept as they were typed; what is wrong with them is said at the end.
"""

from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


def files() -> Storage:
    """Where photos wait; only Django reads it."""
    return storages["files"]


FOLDER = "photos-en-attente"


class PhotoSet(models.Model):
    """The photos that one person prepares for one site, and what they typed for the page."""

    class Kind(models.TextChoices):
        GALLERY = "gallery", _("Une galerie de photos")
        NEWS = "news", _("Une actualité, avec un texte")
        PAGE = "page", _("Une page qui existe déjà")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GALLERY)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.TextField(blank=True)
    date = models.CharField(max_length=40, blank=True)  # empty: the one that is proposed
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    credit = models.TextField(blank=True)
    people_agreed = models.BooleanField(default=False)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True  # « Utilisation » of a page would tell who prepares what

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("user", "site"), name="quartiers_one_photo_set")
        ]

    def __str__(self) -> str:
        return self.title or f"photos {self.pk}"


class WaitingPhoto(models.Model):
    """One photo of a set: its clean copy, as sent; ``turns`` are quarters clockwise."""

    photo_set = models.ForeignKey(PhotoSet, models.CASCADE, related_name="photos")
    file = models.FileField(upload_to=FOLDER, storage=files, max_length=200)
    name = models.CharField(max_length=120)  # as its sender knows it
    digest = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_on = models.DateField(null=True)
    turns = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    alt = models.TextField(blank=True)
    decorative = models.BooleanField(default=False)
    caption = models.TextField(blank=True)
    credit = models.TextField(blank=True)
    people_agreed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("photo_set", "digest"), name="quartiers_photo_once"),
            models.CheckConstraint(
                condition=models.Q(turns__lt=4), name="quartiers_photo_turns_round"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height as it is turned now."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)
