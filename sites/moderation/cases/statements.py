"""Sentences to begin a statement of reasons with, for each rule: moderators complete them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, tuple[str | Promise, ...]] = {
    "respect": (
        _("Votre message s’en prend à une personne au lieu de répondre à ses idées."),
        _("Votre message contient une insulte ou une menace."),
        _("Votre message vise des personnes pour ce qu’elles sont."),
    ),
    "privacy": (
        _("Votre message donne un renseignement privé sur quelqu’un."),
        _("Votre message nomme une personne qui n’a pas pris part à la discussion."),
    ),
    "advertising": (
        _("Votre message fait de la publicité."),
        _("Votre message fait campagne pour une élection."),
    ),
    "order": (
        _("Votre message ne porte pas sur le sujet de la discussion."),
        _("Votre message répète ce que vous avez déjà écrit ailleurs."),
    ),
    "law": (_("Votre message contient des propos que la loi interdit."),),
    "honesty": (_("Votre message est écrit sous un nom qui prête à confusion."),),
}


def first_sentence(rule: str) -> str:
    """What a statement about ``rule`` begins with; empty for an unknown rule."""
    return str(SENTENCES[rule][0]) if rule in SENTENCES else ""
