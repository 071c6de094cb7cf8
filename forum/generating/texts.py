"""Plausible French for posts that nobody wrote: common words everywhere, rare ones here and there.

Everything is drawn from the ``Random`` it is given: the same seed says the same.
"""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from forum.markup import render_markdown

PARAGRAPHS, ENDINGS, RARE_WORDS = 3_000, 600, 5_000
COMMON = "trottoir"  # stands in a post out of five or so
WHO = (
    "Le conseil", "La mairie", "Mon voisin", "L’école", "La gardienne", "Un riverain", "L’équipe",
    "Le marché", "La boulangère", "L’association", "Une habitante", "Le service de la voirie",
)  # fmt: skip
DOES = (
    "propose de refaire", "demande", "a photographié", "ne voit plus", "voudrait déplacer",
    "promet depuis mars", "surveille", "a mesuré", "compte", "nettoie chaque matin", "défend",
    "regrette", "remet en question", "a obtenu", "attend toujours", "dessine",
)  # fmt: skip
WHAT = (
    "le trottoir", "les arceaux à vélos", "deux bancs", "le passage piéton", "la fontaine",
    "les jardinières", "le kiosque", "la piste cyclable", "les places de livraison", "l’éclairage",
    "le local à poussettes", "la boîte à livres", "les platanes", "le sens de circulation",
    "le terrain de boules", "la rampe d’accès", "les bacs à compost", "la pelouse",
    "un ralentisseur",
    "le trottoir d’en face", "les panneaux", "la bibliothèque", "le square", "la passerelle",
)  # fmt: skip
WHERE = (
    "rue des Récollets", "quai de Valmy", "rue Eugène-Varlin", "place du Colonel-Fabien",
    "rue de Chabrol", "rue du Terrage", "près du canal", "devant la gare", "rue Bichat",
    "à l’angle de la rue Louis-Blanc", "boulevard de Magenta", "passage des Marais", "rue Cail",
    "derrière l’hôpital", "faubourg Saint-Martin", "cour des Petites-Écuries", "rue Martel",
)  # fmt: skip
WHEN = (
    "depuis hier", "avant l’hiver", "tous les samedis", "au printemps", "depuis trois ans",
    "dès la rentrée", "le soir", "après la plénière", "en semaine", "jusqu’à 22 h", "chaque été",
)  # fmt: skip
AND_THEN = (
    "Qu’en pensez-vous ?", "On en reparle à la prochaine séance.", "Je peux apporter des photos.",
    "Ce n’est pas une question d’argent.", "Cela gêne les poussettes et les fauteuils.",
    "Nous étions une douzaine à le dire.", "Merci à celles et ceux qui s’en occupent !",
    "Il faudrait compter avant de décider.", "Pour ma part, je suis **contre**.",
    "À vérifier sur place, évidemment.", "La réponse tarde.", "Je préfère la *première* version.",
)  # fmt: skip
ASKS = (
    "Où mettre {what} ?", "{what} {where}", "Qui s’occupe de {what} {where} ?", "À propos : {what}",
    "{what}, {when}", "Une idée pour {what}", "Encore {what} {where}", "{where} : {what}",
)  # fmt: skip
SYLLABLES = (
    "ba", "cor", "di", "fla", "gri", "jou", "lan", "mé", "no", "pel", "qui", "ro", "sar", "tu",
    "vel", "zi", "bru", "chan", "dré", "foin", "gu", "mar", "pon", "rin", "sau", "tré", "vi", "lou",
)  # fmt: skip
FIRST_NAMES = (
    "Lilas", "Sureau", "Ormeau", "Marguerite", "Tilleul", "Genêt", "Sorbier", "Capucine", "Fusain",
    "Bruyère", "Noisetier", "Mélisse", "Platane", "Églantine", "Troène", "Pervenche", "Saule",
)  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A text as it is typed, and as it is shown."""

    raw: str
    rendered: str


class Writer:
    """Composes titles and posts. Paragraphs are rendered once: a million posts share them."""

    def __init__(self, random: Random):
        self._random = random
        self._paragraphs = [_rendered(self._paragraph()) for _ in range(PARAGRAPHS)]
        self._endings = [_rendered(self._ending()) for _ in range(ENDINGS)]
        self._rare = [self.word(3 + n % 3) for n in range(RARE_WORDS)]
        # The n-th rare word is n times rarer than the first.
        self._rarity = list(accumulate(1 / (n + 1) for n in range(RARE_WORDS)))

    def title(self) -> str:
        random = self._random
        form = random.choice(ASKS)
        title = form.format(
            what=random.choice(WHAT), where=random.choice(WHERE), when=random.choice(WHEN)
        )
        return title[0].upper() + title[1:]

    def post(self) -> Text:
        """One to three paragraphs; the last one may be a list, a quotation, a rare word."""
        random = self._random
        parts = [random.choice(self._paragraphs) for _ in range(1 + (random.random() < 0.3))]
        kind = random.random()
        if kind < 0.1:
            parts.append(random.choice(self._endings))
        elif kind < 0.25:
            words = f"On m’a parlé de {random.choices(self._rare, cum_weights=self._rarity)[0]}."
            parts.append(Text(words, f"<p>{words}</p>\n"))
        return Text("\n\n".join(p.raw for p in parts), "".join(p.rendered for p in parts))

    def word(self, syllables: int) -> str:
        """A word that is in no dictionary."""
        return "".join(self._random.choices(SYLLABLES, k=syllables))

    def pseudonym(self) -> str:
        return f"{self._random.choice(FIRST_NAMES)} {self.word(3).capitalize()}"

    def _sentence(self) -> str:
        random = self._random
        parts = [random.choice(WHO), random.choice(DOES), random.choice(WHAT)]
        if random.random() < 0.7:
            parts.append(random.choice(WHERE))
        if random.random() < 0.4:
            parts.append(random.choice(WHEN))
        return " ".join(parts) + "."

    def _paragraph(self) -> str:
        sentences = [self._sentence() for _ in range(self._random.randint(1, 4))]
        if self._random.random() < 0.5:
            sentences.append(self._random.choice(AND_THEN))
        return " ".join(sentences)

    def _ending(self) -> str:
        random = self._random
        kind = random.randrange(3)
        if kind == 0:
            return "\n".join(f"- {random.choice(WHAT)}" for _ in range(random.randint(2, 4)))
        if kind == 1:
            return f"> {self._sentence()}"
        return f"Voir https://exemple.fr/{self.word(3)}/{random.randrange(1000)}"


def _rendered(raw: str) -> Text:
    return Text(raw, render_markdown(raw))
