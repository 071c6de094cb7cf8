"""Forums beside those every site begins with – one for a team, one whose time is over – and what is
said about a page."""

from .shapes import Board, Message, Talk, Thread

CARNIVAL = "Carnaval de l’an dernier"
BACKSTAGE = "Coulisses de l’équipe"

BOARDS = (
    Board(
        "lba",
        CARNIVAL,
        "Qui fait quoi, qui apporte quoi : la préparation du dernier carnaval.",
        archived="Le carnaval a eu lieu ; celui de cette année se prépare dans les actualités.",
        threads=(
            Thread(
                "lba",
                CARNIVAL,
                "Qui a une brouette, ou deux ?",
                (
                    Message(
                        "responsable2.lba",
                        -370,
                        "18:20",
                        "Pour le char, il nous faut trois brouettes. On les rend lavées, promis.",
                    ),
                    Message("habitant2.lba", -369, "20:02", "Une, verte, qui grince en virage."),
                    Message(
                        "habitant3.lba",
                        -368,
                        "07:45",
                        "Deux au jardin de la rue d’Alsace. Elles ne grincent pas, elles chantent.",
                    ),
                ),
            ),
        ),
    ),
    Board(
        "psd",
        BACKSTAGE,
        "Pour préparer les séances entre nous.",
        only_team=True,
        threads=(
            Thread(
                "psd",
                BACKSTAGE,
                "Qui tient la sono à la prochaine plénière ?",
                (
                    Message(
                        "responsable.psd",
                        -7,
                        "21:10",
                        "La dernière fois on a parlé sans micro pendant une heure. Un ou une volontaire ?",
                    ),
                    Message("editrice.psd", -6, "08:30", "Moi, si quelqu’un porte les enceintes."),
                    Message("responsable2.psd", -6, "12:15", "Je porte."),
                ),
            ),
        ),
    ),
)

TALKS = (
    Talk(
        "lba",
        "/actualites/carnaval-on-cherche-une-vingtaine-de-benevoles/",
        (
            Message(
                "habitant1.lba", -2, "12:05", "Le maquillage, c’est pour moi. Le matin si possible."
            ),
            Message(
                "editrice.lba",
                -2,
                "14:30",
                "Noté, merci ! Il reste surtout le rangement, de 17 h à 19 h.",
            ),
            Message("habitant3.lba", -1, "08:50", "On peut venir avec deux ados motivés ?"),
            Message("editrice.lba", -1, "09:15", "Avec joie, et goûter compris."),
        ),
    ),
)
