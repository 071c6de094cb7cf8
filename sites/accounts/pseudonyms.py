"""What a pseudonym may look like: a name others can read, tell apart and mention."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .characters import hides_something, mixes_alphabets

SHORTEST, LONGEST = 2, 40
# What mail programs make a link of by themselves: in our mails to others it would be ours.
_LINK = re.compile(
    r"://|\bwww\.|\w\.(?:com|net|org|info|biz|eu|fr|paris|io|me|co|ly|app|dev|xyz|top|ru)\b", re.I
)


def tidy(text: str) -> str:
    """The same words in plain letters (NFKC), with single spaces and none at either end."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def validate(text: str) -> None:
    """Raise ValidationError for what nobody could read or what looks like an address."""
    if len(text) < SHORTEST:
        raise ValidationError(_("Choisissez un pseudonyme d’au moins deux caractères."))
    if "@" in text or _LINK.search(text):
        raise ValidationError(_("Un pseudonyme est public : n’y mettez pas d’adresse."))
    if hides_something(text):  # it would let one pass for another
        raise ValidationError(_("Ce pseudonyme contient des caractères invisibles."))
    if mixes_alphabets(text):
        raise ValidationError(_("Écrivez votre pseudonyme dans un seul alphabet."))
    if not any(c.isalnum() for c in text):
        raise ValidationError(_("Un pseudonyme contient au moins une lettre ou un chiffre."))
