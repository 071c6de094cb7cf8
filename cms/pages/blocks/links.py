"""Blocks that lead somewhere: an action, a place, the site's own content."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.publications import kinds
from cms.publications.kinds import KINDS
from cms.publications.listing import latest

GROUP = _("Liens")


class ActionBlock(blocks.StructBlock):
    """A button: one thing the reader can do now."""

    label = blocks.CharBlock(
        label=_("Texte"), max_length=60, help_text=_("Un verbe : « Proposer un point ».")
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Ou adresse"), required=False)
    note = blocks.CharBlock(label=_("Précision"), max_length=160, required=False)

    class Meta:
        icon = "link"
        group = GROUP
        label = _("Bouton")
        description = _("Une seule chose à faire, en gros.")
        template = "blocks/action.html"
        preview_value = {
            "label": "Écrire à l’équipe",
            "url": "https://exemple.fr/",
            "note": "Réponse sous une semaine",
        }

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["page"]) == bool(value["url"]):
            message = _("Choisissez une page ou écrivez une adresse, pas les deux.")
            raise StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")  # absent from the preview
        context["href"] = value["url"] or (page.full_url if page and page.live else "")
        return context


class PlaceBlock(blocks.StructBlock):
    place = SnippetChooserBlock("quartiers_pages.Place", label=_("Lieu"))
    note = blocks.CharBlock(label=_("Précision"), max_length=160, required=False)

    class Meta:
        icon = "site"
        group = GROUP
        label = _("Lieu")
        description = _("Un lieu avec son adresse, ses accès et un plan.")
        template = "blocks/place.html"

    def get_preview_value(self):
        from ..models import Place

        return self.normalize({"place": Place.objects.first(), "note": "Entrée par la cour"})

    def get_context(self, value, parent_context=None):
        from ..maps import sketch

        context = super().get_context(value, parent_context=parent_context)
        context["sketch"] = sketch(value["place"]) if value["place"] else None
        return context


class CardsBlock(blocks.StructBlock):
    """The newest things of one kind, chosen by the site itself."""

    title = blocks.CharBlock(label=_("Titre"), max_length=100)
    kind = blocks.ChoiceBlock(
        label=_("Contenu"),
        choices=[(kind.key, kind.plural) for kind in KINDS.values() if kind.listed],
        default=kinds.NEWS,
    )
    count = blocks.IntegerBlock(label=_("Combien"), min_value=1, max_value=6, default=3)

    class Meta:
        icon = "grid"
        group = GROUP
        label = _("Derniers contenus")
        description = _("Les dernières actualités, documents ou sujets, tenus à jour tout seuls.")
        template = "blocks/cards.html"
        preview_value = {"title": "Nos dernières nouvelles", "kind": "news", "count": 3}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        council = getattr(request, "council", None)
        context["publications"] = latest(council, value["kind"], count=value["count"])
        return context
