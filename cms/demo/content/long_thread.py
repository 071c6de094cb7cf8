"""A topic of sixty posts: people count what they see from their window, for weeks."""

from .shapes import Message, Thread

_WHO = ("habitant1.gab", "habitant2.gab", "habitant3.gab", "habitant1.lba", "habitant3.lba")
_SEEN = (
    "une péniche, le Tilleul, chargée de sable",
    "deux hérons sur la passerelle, l’un vexé",
    "un canoë qui faisait demi-tour devant l’écluse",
    "rien du tout, et c’était bien aussi",
    "un cygne qui a fait attendre une péniche",
    "trois pêcheurs, zéro poisson, un thermos",
    "un bateau-promenade, cent bras qui saluent",
    "une trottinette, mais au fond",
    "quatre colverts en file indienne",
    "les éclusiers qui repeignaient la rambarde",
    "un chien assis à l’avant d’une barque, très digne",
    "la brume, jusqu’au premier étage",
)
_AND = (
    "Quelqu’un d’autre l’a vu passer ?",
    "",
    "Il était 8 h 10, j’avais mon café.",
    "Côté Valmy, cette fois.",
    "",
    "Je l’ajoute au carnet.",
    "Mes enfants ont applaudi.",
)
_ANSWERS = (
    "Vu aussi, depuis l’autre rive.",
    "On devrait en faire une affiche pour la permanence.",
    "Le carnet en est à combien ?",
    "Ici, il pleuvait : je n’ai compté que les parapluies.",
)
POSTS = 60
_FIRST_DAY = -64


def _text(number: int) -> str:
    if number % 7 == 3:
        return _ANSWERS[number // 7 % len(_ANSWERS)]
    seen = f"Aujourd’hui : {_SEEN[number % len(_SEEN)]}."
    return f"{seen} {_AND[number % len(_AND)]}".strip()


def _message(number: int) -> Message:
    minute = (number * 13) % 60
    return Message(
        _WHO[(number * 2) % len(_WHO)], _FIRST_DAY + number, f"18:{minute:02}", _text(number)
    )


LONG_THREAD = Thread(
    "gab",
    "Discussions du quartier",
    "Ce qui passe sur le canal, vu de nos fenêtres",
    (
        Message(
            "habitant1.gab",
            _FIRST_DAY,
            "08:00",
            "Un par jour, pas plus : ce que vous avez vu passer sur l’eau. On recopie tout dans un carnet, "
            "et l’on compte à la fin.",
        ),
        *(_message(number) for number in range(1, POSTS)),
    ),
)
