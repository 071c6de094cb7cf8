"""A file that came with a form which still lacks something: kept, so that it is sent once."""

from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from wagtail.models import Site


def files() -> Storage:
    """Where it waits; only Django reads it."""
    return storages["files"]


FOLDER = "documents-en-attente"


class WaitingDocument(models.Model):
    """The one file that a person is about to publish on a site; the next one takes its place."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    file = models.FileField(upload_to=FOLDER, storage=files, max_length=200)
    name = models.CharField(max_length=200)  # as its sender knows it
    is_scanned = models.BooleanField(default=False)  # a PDF of pictures, without a word in it
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("user", "site"), name="quartiers_one_document")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """What tells this very file from one sent before or after it."""
        return PurePath(self.file.name or "").stem
