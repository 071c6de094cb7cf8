"""What people add to topics of the forum beside words: images, a poll, thanks.

Messages are named by the title of their topic and their number in it.
"""

from dataclasses import dataclass

from .long_thread import LONG_THREAD

BENCH = "Un banc et un arbre devant l'école : on le demande comment ?"
BIKES = "Boucles à vélo : où en manque-t-il vraiment ?"
TOOLS = "Prêt d'outils entre voisins autour de la rue de l'Aqueduc"
HELLO = "Nouveaux dans le quartier : présentez-vous"


@dataclass(frozen=True)
class Image:
    """A drawing that goes with a message, as the site it belongs to wears it."""

    topic: str
    number: int
    site: str
    picture: str


@dataclass(frozen=True)
class Poll:
    """A poll of a topic; ``votes``: who chose which answers, counted from 0."""

    topic: str
    question: str
    answers: tuple[str, ...]
    most: int
    last_day: int
    votes: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Thanks:
    topic: str
    number: int
    givers: tuple[str, ...]


IMAGES = (
    Image(BENCH, 1, "lba", "bancs"),
    Image(BENCH, 3, "lba", "jardin"),
    Image(BIKES, 2, "fth", "arceaux"),
)
POLLS = (
    Poll(
        BIKES,
        "Où poser les prochaines boucles ?",
        (
            "Devant l’hôpital Saint-Louis",
            "Square Cavaillé-Coll",
            "Gare du Nord, côté rue de Dunkerque",
            "Ailleurs, je le dis dans la discussion",
        ),
        2,
        12,
        (
            ("habitant1.fth", (0,)),
            ("habitant2.lba", (0, 2)),
            ("habitant3.svp", (1, 2)),
            ("habitant1.lba", (0,)),
            ("habitant2.gab", (2,)),
            ("habitant1.psd", (0, 3)),
            ("habitant3.cel", (0, 2)),
        ),
    ),
)
THANKS = (
    Thanks(BENCH, 2, ("habitant1.lba", "habitant3.lba", "habitant2.lba")),
    Thanks(BENCH, 3, ("habitant1.lba",)),
    Thanks(BIKES, 4, ("habitant1.fth", "habitant3.svp", "habitant2.lba", "habitant2.gab")),
    Thanks(TOOLS, 2, ("habitant1.lba", "habitant2.gab")),
    Thanks(LONG_THREAD.title, 1, ("habitant2.gab", "habitant3.gab", "habitant1.lba")),
    Thanks(LONG_THREAD.title, 17, ("habitant2.lba", "coordination")),
    Thanks(LONG_THREAD.title, 38, ("coordination",)),
    Thanks(HELLO, 3, ("habitant1.lba", "coordination")),
)
