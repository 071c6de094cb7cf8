"""The steering teams. Invented people, who carry plant names only; each has agreed to be shown."""

from .notation import Callout, Steps
from .shapes import Person, Team

RESIDENTS, GROUPS, APPOINTED = (
    "Collège des habitantes et habitants",
    "Collège des associations",
    "Personnes désignées",
)

TEAMS = {
    "cel": Team(
        intro="Quatre personnes, élues pour deux ans, qui préparent les séances et tiennent ce site. On peut les rejoindre en cours de route.",
        people=(
            Person("Capucine", "Secrétaire", RESIDENTS, -400, -395),
            Person("Tilleul", "Référent budget", RESIDENTS, -400, -398),
            Person("Bleuet", "Affichage et photos", GROUPS, -210, -205),
            Person("Genêt", "", APPOINTED, -120, -118),
            Person("Lilas", "Secrétaire", RESIDENTS, -1130, -1125, until=-401),
        ),
        body=(
            Callout(
                "info",
                "Où nous trouver",
                "Le premier samedi du mois, de 10 h à 12 h, sous la verrière du marché Saint-Martin.",
            ),
        ),
    ),
    "fth": Team(
        intro="L’équipe se réunit un lundi sur deux. Ses réunions sont ouvertes : venez voir avant de vous engager.",
        people=(
            Person("Garance", "Coordination", RESIDENTS, -330, -328),
            Person("Sureau", "Lien avec les commerces", RESIDENTS, -330, -325),
            Person("Mauve", "Lien avec l’hôpital", GROUPS, -330, -327),
        ),
    ),
    "gab": Team(
        intro="Cinq personnes, deux rives, un seul carnet de notes.",
        people=(
            Person("Bleuet", "Animation des séances", RESIDENTS, -500, -496),
            Person("Capucine", "Comptes rendus", RESIDENTS, -500, -499),
            Person("Tilleul", "Budget", RESIDENTS, -260, -255),
            Person("Lilas", "Berges du canal", GROUPS, -260, -258),
            Person("Garance", "", APPOINTED, -90, -88),
        ),
    ),
    "lba": Team(
        intro="L’équipe prépare les séances, publie les comptes rendus et répond aux messages, en général dans la semaine.",
        people=(
            Person("Lilas", "Secrétaire du conseil", RESIDENTS, -420, -415),
            Person("Genêt", "Référent budget", RESIDENTS, -420, -418),
            Person("Garance", "Commission Mobilités", RESIDENTS, -300, -295),
            Person("Sureau", "Commission Fêtes et cultures", GROUPS, -300, -299),
            Person("Mauve", "Site et affichage", GROUPS, -60, -58),
            Person("Tilleul", "", APPOINTED, -420, -419),
        ),
        body=(
            """
            ## Comment on rejoint l’équipe

            Le mandat dure deux ans, mais une place se libère souvent avant. Il n’y a ni diplôme ni ancienneté à
            justifier ; il faut habiter, travailler ou étudier dans le quartier.
            """,
            Steps(
                (
                    ("Venez à une réunion d’équipe", "Elles sont ouvertes, un mardi sur deux."),
                    (
                        "Dites-nous ce qui vous intéresse",
                        "Prendre des notes, accrocher des affiches, compter des vélos.",
                    ),
                    ("Le conseil vous accueille à la séance suivante", ""),
                )
            ),
        ),
    ),
    "psd": Team(
        intro="Quatre voisines et voisins qui aiment les réunions courtes. Chacune finit à l’heure dite.",
        people=(
            Person("Mauve", "Secrétaire", RESIDENTS, -610, -604),
            Person("Bleuet", "Propreté et relevés", RESIDENTS, -310, -306),
            Person("Lilas", "Vie nocturne", GROUPS, -310, -309),
            Person("Capucine", "", APPOINTED, -310, -305),
        ),
    ),
    "svp": Team(
        intro="Une équipe toute neuve : trois personnes, et des chaises vides.",
        people=(
            Person("Tilleul", "Secrétaire", RESIDENTS, -103, -101),
            Person("Mauve", "", RESIDENTS, -103, -100),
            Person("Genêt", "", GROUPS, -103, -102),
        ),
    ),
}
