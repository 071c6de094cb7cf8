"""A password that neither a list of common ones nor the name of the place gives away.

No rule about kinds of characters (ASVS 5.0, 6.2.5): zxcvbn estimates how many guesses one is worth,
from what people really choose, and from the words of this install (6.1.2, 6.2.4, 6.2.11).
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from sites.councils.hosts import table
from sites.councils.names import fold

LEAST = 10  # powers of ten: so many guesses
LOOKED_AT = 72  # characters; what is longer is not worse, and estimating takes longer
WORDS = ("quartiers", "conseil", "arrondissement", "mairie", "paris", "portail", "forum", "voisin")


class HardToGuess:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user=None) -> None:
        if not password:
            return  # another validator says so
        own = [user.email, user.pseudonym] if user else []
        found = zxcvbn(password[:LOOKED_AT], user_inputs=[*own, *words()])
        if found["guesses_log10"] < LEAST:
            raise ValidationError(
                _("Ce mot de passe se devine vite. Alignez quatre mots sans rapport entre eux."),
                code="guessable",
            )

    def get_help_text(self) -> str:
        return _("Quatre mots sans rapport entre eux font un bon mot de passe.")


def words() -> list[str]:
    """Words of the field, of the names of sites and of their host names; whole names too."""
    known = table()
    names = [council.name for council in known.neighbours]
    names += [known.portal.name] if known.portal else []
    slugs = [council.council.slug for council in known.neighbours]
    single = {word for name in (*names, *known.hosts) for word in fold(name).split()}
    return sorted({*WORDS, *names, *slugs, *single})
