"""Grange-aux-Belles – Terrage."""

from cms.demo.content.notation import At, Button, Callout, Downloads, Figures, Table
from cms.demo.content.shapes import Article

NEWS = (
    Article(
        day=-6,
        title="Le compte rendu de la dernière plénière est en ligne",
        summary="Trois décisions, un budget voté et la liste des questions restées sans réponse, avec un responsable pour chacune.",
        picture="vote-terrage",
        topics=("Vie du conseil", "Budget"),
        body=(
            """
            Soixante-huit personnes sont venues, dont une vingtaine pour la première fois. Le compte rendu tient
            en quatre pages ; les décisions sont au début, les échanges ensuite.
            """,
            Table(
                "Les trois décisions",
                (
                    ("Objet", "Pour", "Contre", "Abstention"),
                    ("Deux séances en plein air par an", "61", "2", "5"),
                    ("Impression des ordres du jour (320 €)", "66", "0", "2"),
                    ("Demande d’un point d’eau quai de Jemmapes", "64", "1", "3"),
                ),
            ),
            """
            Cinq questions n’ont pas eu de réponse en séance. Chacune a désormais un nom en face, et une date.
            """,
            Downloads("À lire ou à imprimer", ("gab-compte-rendu.odt",)),
        ),
    ),
    Article(
        day=-13,
        title="Place Robert-Desnos : le préau reste ouvert les jours de pluie",
        summary="Un accord avec l’école permet de s’y replier pour les réunions en plein air.",
        picture="ecole-desnos",
        topics=("Écoles et jeunesse", "Vie du conseil"),
        body=(
            """
            Réunir cent personnes dehors, c’est facile en juin. Pour les autres mois, l’école nous prête son
            préau, à condition de ranger les bancs et de partir à 21 h.
            """,
            At("Place Robert-Desnos", "Le préau est derrière la grille verte, à gauche."),
        ),
    ),
    Article(
        day=-24,
        title="Écluse des Récollets : visite avec les éclusiers",
        summary="Vingt places, une heure, des bottes prêtées. Les inscriptions ouvrent lundi.",
        picture="ecluse-recollets",
        topics=("Culture et fêtes",),
        body=(
            """
            Comment fait-on monter une péniche de trois mètres ? Les éclusiers ouvrent leur local et répondent à
            tout, y compris aux questions sur les objets repêchés.

            La visite dure une heure. Le chemin compte douze marches et un passage étroit ; une projection est
            prévue au couvent des Récollets pour celles et ceux qui ne peuvent pas descendre.
            """,
            Button(
                "Demander une place",
                "/contact/",
                "Vingt places ; priorité aux enfants du quartier.",
            ),
        ),
    ),
    Article(
        day=-38,
        title="Jardin Villemin : l'aire de jeux fermée une semaine",
        summary="Le sol souple est refait. L’entrée du quai de Valmy reste ouverte.",
        topics=("Nature en ville", "Écoles et jeunesse"),
        body=(
            """
            Le sol souple était usé au pied des toboggans. Il est remplacé du lundi au vendredi ; le jardin reste
            ouvert autour. Les entreprises travaillent de 8 h à 16 h, et la grille côté rue des Récollets sert aux
            camions pendant ce temps.
            """,
            Callout(
                "warning",
                "À éviter cette semaine",
                "L’entrée de la rue des Récollets avec une poussette.",
            ),
        ),
    ),
    Article(
        day=-70,
        title="Quai de Jemmapes : deux cent douze signatures pour un point d'eau",
        summary="La pétition a été remise avec le plan des robinets existants. Le plus proche est à 640 mètres.",
        picture="passerelle-jemmapes",
        topics=("Aménagement", "Santé et solidarité"),
        body=(
            """
            L’été dernier, on remplissait sa gourde au café, quand il voulait bien. La demande est simple : un
            robinet, entre les deux passerelles.
            """,
            Figures(
                (
                    ("212", "signatures"),
                    ("640 m", "jusqu’au robinet le plus proche"),
                    ("2", "emplacements proposés"),
                ),
                "Relevé de la commission Berges du canal",
            ),
            "La commission a dessiné deux emplacements sur le plan du réseau. Les deux évitent les racines des platanes.",
        ),
    ),
    Article(
        day=-4,
        title="BROUILLON-GAB : vide-greniers, plan des stands",
        summary="BROUILLON-GAB : ne doit paraître nulle part.",
        body=("BROUILLON-GAB : plan en cours.",),
        is_draft=True,
    ),
)
