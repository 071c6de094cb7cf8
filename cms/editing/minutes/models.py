"""Minutes that were read from a file and wait for whoever sent it to look them over.

They are nobody's but their sender's: no picture of the council, no file in the media folder.
"""

from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from wagtail.models import Page


def files() -> Storage:
    """Where pictures wait; only Django reads it."""
    return storages["files"]


FOLDER = "comptes-rendus-en-attente"


class WaitingMinutes(models.Model):
    """What was read for a meeting; the next file takes its place.

    ``content``: ``title``, ``blocks`` as a body stores them but for the keys of pictures,
    ``notes``, ``day``, ``attendance`` and ``votes`` (cms.meetings.importing).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)  # as its sender knows it
    content = models.JSONField()
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True  # « Utilisation » of a page would tell who prepares what

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("user", "page"), name="quartiers_one_word_minutes")
        ]

    def __str__(self) -> str:
        return self.name


class WaitingMinutesPicture(models.Model):
    """A picture of the document, clean; ``key`` is what the blocks call it."""

    minutes = models.ForeignKey(WaitingMinutes, models.CASCADE, related_name="pictures")
    key = models.CharField(max_length=4)
    file = models.FileField(upload_to=FOLDER, storage=files, max_length=200)
    alt = models.CharField(max_length=200, blank=True)
    decorative = models.BooleanField(default=False)
    place = models.CharField(max_length=120, blank=True)  # the heading above it
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("minutes", "key"), name="quartiers_minutes_picture")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.alt})" if self.alt else self.key
