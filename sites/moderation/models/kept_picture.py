"""A picture of what a case is about, which its author has taken out since."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .case import Case

LONGEST_NAME = 200  # characters of a file's


def files() -> Storage:
    """Where the files lie; only Django reads it."""
    return storages["files"]


class KeptPicture(models.Model):
    """Kept like the words of the case, and forgotten with them. The file is the one that the thing
    had: nothing is copied, and it stays as long as a row names it (``cases.keeping``).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="kept_pictures")
    file = models.FileField(storage=files, max_length=LONGEST_NAME)
    alt = models.CharField(_("description"), max_length=255, blank=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    taken_out_at = models.DateTimeField(_("retirée le"), default=timezone.now)

    class Meta:
        verbose_name = _("image gardée avec un dossier")
        verbose_name_plural = _("images gardées avec des dossiers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "file"], name="quartiers_kept_picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.alt or self.file.name}"
