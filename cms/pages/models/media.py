"""Pictures and files that editors upload, each in its council's collection."""

import secrets
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet
from wagtail.search import index

from sites.pictures.clean import CleanCopy, clean_copy


def files() -> Storage:
    """Where uploaded documents lie; only Django reads it."""
    return storages["files"]


class KeptPictures(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]
    """All pictures but those in the bin."""

    def get_queryset(self):
        return super().get_queryset().filter(is_binned=False)


class KeptFiles(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]
    """All files but those in the bin: they are not served either."""

    def get_queryset(self):
        return super().get_queryset().filter(is_binned=False)


class Picture(AbstractImage):
    """An uploaded picture. ``description`` is the alternative text proposed where it is used.

    One in the bin (cms.editing.bin) is found through ``everything`` only.
    """

    credit = models.CharField(
        _("crédit"),
        max_length=120,
        blank=True,
        help_text=_("Qui a fait cette image ; affiché sous elle."),
    )
    people_agreed = models.BooleanField(
        _("les personnes reconnaissables sont d’accord"),
        default=False,
        help_text=_("Cochez si chaque personne reconnaissable a accepté la publication."),
    )

    is_binned = models.BooleanField(default=False, editable=False)

    objects = KeptPictures()  # first: whoever asks without naming a manager gets these
    everything = ImageQuerySet.as_manager()

    search_fields = [*AbstractImage.search_fields, index.FilterField("is_binned")]
    # No tags: everybody's would be offered to everybody, and nothing here is found by them.
    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "people_agreed",
        "collection",
        *(name for name in Image.admin_form_fields if name.startswith("focal_point_")),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename):
        """A name that cannot be guessed: the file is public before the page that shows it is.

        Its sizes take their names from it.
        """
        stem, dot, extension = filename.rpartition(".")
        return super().get_upload_to(f"{stem[:40]}-{secrets.token_hex(8)}{dot}{extension}")

    @property
    def default_alt_text(self) -> str:
        """What is proposed where the picture is used; its title is often the name of a file."""
        return self.description

    def save(self, *args, **kwargs):
        is_new = self.file and not self.file._committed
        if is_new and not isinstance(self.file.file, CleanCopy):  # not through the form
            self.file = clean_copy(self.file.file)
            self.file_size = self.file.size
            self.width, self.height = self.file.width, self.file.height
            self.file_hash = ""
        super().save(*args, **kwargs)


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"),
                name="quartiers_rendition_once",
            )
        ]


class CouncilFile(AbstractDocument):
    """An uploaded file that pages link to; served by Django so that privacy rules hold.

    One in the bin (cms.editing.bin) is found through ``everything`` only.
    """

    # Not in the media folder, which a proxy or a bucket serves to everybody.
    file = models.FileField(_("fichier"), upload_to="documents", storage=files)

    is_binned = models.BooleanField(default=False, editable=False)

    objects = KeptFiles()  # first: whoever asks without naming a manager gets these
    everything = DocumentQuerySet.as_manager()

    admin_form_fields = Document.admin_form_fields
    search_fields = [*AbstractDocument.search_fields, index.FilterField("is_binned")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("fichier")
        verbose_name_plural = _("fichiers")
