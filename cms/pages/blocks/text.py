"""Blocks of words: text, headings, quotations, call-outs, accordions, figures, steps."""

import re
from collections import Counter

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript"]
GROUP = _("Texte")
_BLANK = re.compile(r"<p\b[^>]*>(?:\s|&nbsp;|<br\s*/?>)*</p>")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        group = GROUP
        label = _("Texte")
        description = _("Des paragraphes et des listes.")
        template = "blocks/text.html"
        preview_value = (
            "<p>La prochaine séance aura lieu <b>jeudi 12 mars à 19 h</b>, à l’école de la rue de "
            "l’Aqueduc. Elle est ouverte à toutes et tous.</p>"
        )

    def __init__(self, **kwargs):
        super().__init__(**{"features": FEATURES, **kwargs})

    def clean(self, value):
        """Blank lines typed for their height are left behind: the page keeps its own distances."""
        value = super().clean(value)
        if not self.is_deferred_validation:
            value = self.normalize(_BLANK.sub("", value.source))
        return value


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Intertitre"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Niveau"),
        choices=[("h2", _("Partie")), ("h3", _("Sous-partie"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        group = GROUP
        label = _("Intertitre")
        description = _("Le titre d’une partie ; il donne aussi un lien direct vers elle.")
        template = "blocks/heading.html"
        form_attrs = {"class": "struct-block"}
        preview_value = {"text": "Ce que nous avons constaté", "level": "h2"}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["anchor"] = _free(slugify(value["text"]) or "partie", context.get("anchors", ()))
        return context


def _free(anchor: str, taken: Counter | tuple) -> str:
    """``anchor``, or with a number when the body used it above (``taken`` counts them)."""
    if not isinstance(taken, Counter):  # a heading by itself, in a preview
        return anchor
    taken[anchor] += 1
    return anchor if taken[anchor] == 1 else _free(f"{anchor}-{taken[anchor]}", taken)


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Citation"), max_length=600, rows=3)
    author = blocks.CharBlock(label=_("Qui le dit"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        group = GROUP
        label = _("Citation")
        description = _("Des mots rapportés, avec la personne ou le texte d’où ils viennent.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "On ne demande pas la lune, on demande un banc avec un dossier.",
            "author": "Une habitante, en séance plénière",
        }


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Nature"),
        choices=[
            ("info", _("À savoir")),
            ("warning", _("Attention")),
            ("success", _("C’est fait")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Titre"), max_length=100, required=False)
    text = blocks.RichTextBlock(label=_("Texte"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        group = GROUP
        label = _("Encadré")
        description = _("Une information à ne pas manquer, détachée du texte.")
        template = "blocks/callout.html"
        preview_value = {
            "kind": "info",
            "title": "Inscription conseillée",
            "text": "<p>La garde d’enfants est gratuite, sur inscription avant lundi midi.</p>",
        }


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=160)
    text = blocks.RichTextBlock(label=_("Texte"), features=FEATURES)


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Volets"), min_num=1)

    class Meta:
        icon = "list-ul"
        group = GROUP
        label = _("Volets à déplier")
        description = _("Des détails que chacun ouvre s’il en a besoin.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [
                {
                    "title": "Qui peut venir en séance ?",
                    "text": "<p>Toute personne qui habite, travaille ou étudie ici.</p>",
                },
                {"title": "Faut-il s’inscrire ?", "text": "<p>Non.</p>"},
            ]
        }


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("Chiffre"), max_length=20, help_text=_("Avec son unité."))
    label = blocks.CharBlock(label=_("Ce qu’il compte"), max_length=120)


class FiguresBlock(blocks.StructBlock):
    items = blocks.ListBlock(FigureBlock(), label=_("Chiffres"), min_num=1, max_num=4)
    source = blocks.CharBlock(label=_("Source"), max_length=160, required=False)

    class Meta:
        icon = "order"
        group = GROUP
        label = _("Chiffres")
        description = _("Un à quatre chiffres en grand, avec leur source.")
        template = "blocks/figures.html"
        preview_value = {
            "items": [
                {"number": "61", "label": "personnes présentes"},
                {"number": "3 800 €", "label": "investis dans la fresque"},
            ],
            "source": "Compte rendu de la séance",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Étape"), max_length=120)
    text = blocks.RichTextBlock(
        label=_("Texte"), features=["bold", "italic", "link"], required=False
    )


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(StepBlock(), label=_("Étapes"), min_num=2)

    class Meta:
        icon = "list-ol"
        group = GROUP
        label = _("Étapes")
        description = _("Une marche à suivre, dans l’ordre.")
        template = "blocks/steps.html"
        preview_value = {
            "items": [
                {"title": "Proposez votre point", "text": "<p>En deux phrases.</p>"},
                {"title": "L’équipe l’inscrit à l’ordre du jour", "text": ""},
            ]
        }
