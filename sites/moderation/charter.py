"""The rules of the charter, as data: what a decision names, and what the charter's page lists."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# Which rules somebody accepted is kept with the day: whoever changes RULES changes it, and
# everybody is asked again before their next post. A test holds the two together.
VERSION = "2026-11"


@dataclass(frozen=True)
class Rule:
    """``key`` is kept in the database and never changes; ``text`` is the rule as people read it."""

    key: str
    text: str


RULES = (
    Rule("respect", _("Pas d’insulte, de menace ni de propos discriminatoire.")),
    Rule(
        "privacy",
        _("Pas de renseignement privé : ni nom complet, ni adresse, ni téléphone de quelqu’un."),
    ),
    Rule("advertising", _("Pas de publicité, pas de campagne électorale.")),
    Rule("order", _("Un sujet par discussion, et un titre qui dit de quoi il s’agit.")),
    Rule("law", _("Rien que la loi interdit.")),
    Rule("honesty", _("Un compte par personne, sous un pseudonyme qui n’est pas celui d’autrui.")),
)
CHOICES = [(rule.key, rule.text) for rule in RULES]


def text_of(key: str) -> str:
    """The rule as people read it; its key when it is no longer in the charter."""
    return next((str(rule.text) for rule in RULES if rule.key == key), key)
