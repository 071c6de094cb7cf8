"""What waits in the forum: reports for a moderator, drafts of a resident; and a message that its
author changed, which everybody may compare with what it said.

Messages are named by the title of their topic and their number in it.
"""

from dataclasses import dataclass

from .accounts import MAIL_DOMAIN
from .forum import IDEAS, SCOOTERS
from .taking_part import BENCH


@dataclass(frozen=True)
class Reported:
    """``who`` has an account; without one, ``email`` or nothing but the message."""

    topic: str
    number: int
    day: int
    hour: str
    reason: str
    text: str
    who: str = ""
    email: str = ""


@dataclass(frozen=True)
class Edited:
    """``text`` is what the message says since then."""

    topic: str
    number: int
    day: int
    hour: str
    text: str


@dataclass(frozen=True)
class Begun:
    """A draft: the answer to ``topic``, or a topic named ``title`` for ``forum`` of ``site``."""

    who: str
    day: int
    hour: str
    text: str
    topic: str = ""
    site: str = ""
    forum: str = ""
    title: str = ""


REPORTS = (
    Reported(
        SCOOTERS,
        3,
        -2,
        "20:15",
        "privacy",
        "L’étage, l’immeuble, l’heure à laquelle elle rentre seule : on reconnaît tout de suite cette voisine. Ce n’est pas à écrire ici.",
        who="habitant3.lba",
    ),
    Reported(
        SCOOTERS,
        3,
        -1,
        "07:50",
        "respect",
        "Je lis sans avoir de compte. On accuse quelqu’un sans rien en savoir.",
        email=f"lectrice@{MAIL_DOMAIN}",
    ),
    Reported(
        SCOOTERS,
        4,
        -1,
        "13:05",
        "advertising",
        "C’est une annonce, avec son prix. Il y a d’autres endroits pour cela.",
    ),
)
EDITS = (
    Edited(
        SCOOTERS,
        1,
        -4,
        "21:05",
        "Trois trottinettes couchées ce matin devant le passage piéton, au niveau du 22 (et non du 20, merci à la gardienne). Avec une poussette ou un fauteuil, on descend sur la chaussée.\n\nVous faites comment, chez vous ?",
    ),
)
DRAFTS = (
    Begun(
        "habitant1.lba",
        -1,
        "21:40",
        "Pour le plan des réseaux, j’ai demandé à une amie dont c’est le métier. Elle dit que devant l’école",
        topic=BENCH,
    ),
    Begun(
        "habitant1.lba",
        0,
        "08:10",
        "On y laisse les graines qu’on a en trop, on prend celles qui manquent.\n\nÀ ajouter avant de publier :\n\n- qui la fabrique ;\n- où la poser, à l’abri de la pluie.",
        site="lba",
        forum=IDEAS,
        title="Une boîte à graines près du square ?",
    ),
)
