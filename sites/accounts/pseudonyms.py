"""What a pseudonym may look like: a name others can read, tell apart and mention."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST, LONGEST = 2, 40


def tidy(text: str) -> str:
    """The same words, composed (NFC), with single spaces and none at either end."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def validate(text: str) -> None:
    """Raise ValidationError for what nobody could read or what looks like an address."""
    if len(text) < SHORTEST:
        raise ValidationError(_("Choisissez un pseudonyme d’au moins deux caractères."))
    if "@" in text:
        raise ValidationError(_("Un pseudonyme est public : n’y mettez pas d’adresse."))
    # Letters that turn the direction of a line or take no room would let one pass for another.
    if not text.isprintable() or any(unicodedata.category(c) == "Cf" for c in text):
        raise ValidationError(_("Ce pseudonyme contient des caractères invisibles."))
    if not any(c.isalnum() for c in text):
        raise ValidationError(_("Un pseudonyme contient au moins une lettre ou un chiffre."))
