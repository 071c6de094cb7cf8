"""Blocks of pictures, videos and files."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from ..videos import Video, recognise

GROUP = _("Images et fichiers")


class PictureBlock(blocks.StructBlock):
    """A picture; says what it shows, or that it only decorates."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Description"),
        max_length=200,
        required=False,
        help_text=_("Ce que l’image montre, pour qui ne la voit pas."),
    )
    decorative = blocks.BooleanBlock(label=_("Ne fait que décorer"), required=False)
    caption = blocks.CharBlock(label=_("Légende"), max_length=200, required=False)

    class Meta:
        icon = "image"
        group = GROUP
        label = _("Image")
        description = _("Une image avec sa description et, au besoin, une légende.")
        template = "blocks/image.html"

    def clean(self, value):
        value = super().clean(value)
        described = bool(value["alt"].strip())
        if not self.is_deferred_validation and described == bool(value["decorative"]):
            message = _("Décrivez l’image, ou cochez « ne fait que décorer » : l’un ou l’autre.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return value

    def get_preview_value(self):
        return self.normalize(
            {"image": get_image_model().objects.first(), "alt": "Exemple", "caption": "Une légende"}
        )


class GalleryItemBlock(PictureBlock):
    class Meta:
        label = _("Photo")


class GalleryBlock(blocks.StructBlock):
    items = blocks.ListBlock(GalleryItemBlock(), label=_("Photos"), min_num=2, max_num=24)

    class Meta:
        icon = "grip"
        group = GROUP
        label = _("Galerie")
        description = _("Plusieurs photos côte à côte, chacune décrite.")
        template = "blocks/gallery.html"

    def get_preview_value(self):
        pictures = get_image_model().objects.all()[:3]
        return self.normalize({"items": [{"image": p, "alt": p.title} for p in pictures]})


class VideoBlock(blocks.StructBlock):
    """A film hosted elsewhere; nothing is asked of its host before the reader clicks."""

    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    url = blocks.URLBlock(
        label=_("Adresse"),
        help_text=_("L’adresse de la page du film : PeerTube, YouTube, Vimeo ou Dailymotion."),
    )
    poster = ImageChooserBlock(label=_("Image d’attente"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Transcription"),
        features=["bold", "ul"],
        required=False,
        help_text=_("Ce qui se dit et se voit, pour qui n’entend ou ne voit pas le film."),
    )

    class Meta:
        icon = "media"
        group = GROUP
        label = _("Vidéo")
        description = _("Un film d’une autre plateforme, chargé seulement au clic.")
        template = "blocks/video.html"
        preview_value = {
            "title": "La fresque de la rue de Paradis",
            "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "transcript": "<p>Vingt-six personnes peignent un mur.</p>",
        }

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not recognise(value["url"]):
            message = _(
                "Cette adresse n’est pas celle d’un film que nous savons montrer. "
                "Copiez celle de sa page."
            )
            raise StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["video"] = video_of(value)
        return context


def video_of(value) -> Video | None:
    """The film a block value names; None for one whose host is no longer known."""
    return recognise(value["url"])


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=100, required=False)
    files = blocks.ListBlock(DocumentChooserBlock(), label=_("Fichiers"), min_num=1)

    class Meta:
        icon = "doc-full"
        group = GROUP
        label = _("Fichiers")
        description = _("Des fichiers à télécharger, avec leur format et leur taille.")
        template = "blocks/documents.html"

    def get_preview_value(self):
        return self.normalize(
            {"title": "À télécharger", "files": get_document_model().objects.all()[:2]}
        )
