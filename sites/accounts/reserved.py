"""Names that would let somebody speak for a council, its team, the moderation or the town hall."""

import re
from functools import lru_cache

from sites.councils.hosts import table
from sites.councils.names import fold

from .skeletons import skeleton

# One of these words is enough: « La mairie », « Modération 10e ».
_WORDS = [
    "admin",
    "admins",
    "administration",
    "administrateur",
    "administratrice",
    "admin10",
    "modo",
    "modos",
    "modération",
    "modérateur",
    "modératrice",
    "modérateurs",
    "moderator",
    "mairie",
    "maire",
    "maires",
    "adjoint",
    "adjointe",
    "préfecture",
    "préfet",
    "police",
    "officiel",
    "officielle",
    "webmestre",
    "webmaster",
    "postmaster",
    "hostmaster",
    "root",
    "quartiers",
    "dansmarue",
]
# Only as a whole: a person may be called « Conseil de lecture ».
_WHOLE = (
    "conseil",
    "le conseil",
    "conseil de quartier",
    "conseils de quartier",
    "conseil du 10e",
    "équipe",
    "l’équipe",
    "équipe d’animation",
    "l’équipe d’animation",
    "équipe technique",
    "coordination",
    "intégration",
    "responsable",
    "rédaction",
    "portail",
    "le site",
    "support",
    "assistance",
    "aide",
    "sécurité",
    "service public",
    "ville de paris",
    "la ville",
    "paris",
    "élu",
    "élue",
    "élus",
    "abuse",
    "anonyme",
    "invité",
    "visiteur",
    "personne",
    "compte supprimé",
    "compte suspendu",
    "ne pas répondre",
    "null",
)


def is_reserved(text: str) -> bool:
    """Whether ``text`` would pass for somebody who speaks for all."""
    words, whole = _skeletons()
    parts = {skeleton(word) for word in re.findall(r"\w+", text)}
    looks = skeleton(text)
    return bool(parts & words) or looks in words | whole or _names_council(text)


@lru_cache(maxsize=1)
def _skeletons() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(skeleton, _WORDS)), frozenset(map(skeleton, _WHOLE))


def _names_council(text: str) -> bool:
    """Whether ``text`` holds the whole name of a site, in whatever order, or is its code."""
    words = {skeleton(word) for word in fold(text).split()}
    known = table()
    names = [neighbour.name for neighbour in known.neighbours]
    names += [known.portal.name] if known.portal else []
    codes = {neighbour.council.code for neighbour in known.neighbours}
    return fold(text) in codes or any(
        {skeleton(word) for word in fold(name).split()} <= words for name in names
    )
