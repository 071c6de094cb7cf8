"""Faubourg du Temple – Hôpital Saint-Louis."""

from cms.demo.content.notation import At, Button, Figures, Quote, Steps
from cms.demo.content.shapes import Article, Photo

NEWS = (
    Article(
        day=-35,
        title="Place Sainte-Marthe : dix jardinières adoptées par des riverains",
        summary="Chaque bac a son binôme d'arrosage. Il reste deux places sur la liste pour l'été.",
        picture="jardinieres-sainte-marthe",
        topics=("Nature en ville",),
        photos=(
            Photo("jardinieres-sainte-marthe", "Les bacs le jour de la plantation."),
            Photo("outils-sainte-marthe", "Les outils restent au local, à disposition."),
        ),
        body=(
            """
            Dix bacs, vingt prénoms au feutre sur une ardoise : la place Sainte-Marthe a ses jardinières. On y a
            planté des vivaces qui supportent l’ombre du matin et le soleil de quatre heures, et trois pieds de
            tomates, pour voir.

            Chaque bac est suivi par un binôme. L’un arrose les jours pairs, l’autre les jours impairs ; pendant
            les vacances, on se remplace. **Il reste deux places pour l’été.**
            """,
            At("Place Sainte-Marthe", "La clé du robinet se demande au café du coin."),
            Button("Prendre une place sur la liste", "/contact/", "Aucune main verte exigée."),
        ),
    ),
    Article(
        day=-7,
        title="Éclairage du square Juliette-Dodu : où en est notre demande",
        summary="Le texte adopté a été transmis ; trois photos prises au même endroit le complètent.",
        picture="lampadaires-dodu",
        topics=("Tranquillité", "Aménagement"),
        body=(
            """
            Le conseil a demandé que l’allée centrale du square soit éclairée jusqu’à la fermeture et que le
            réverbère de l’angle nord soit remplacé. Le texte est parti à la mairie il y a cinq semaines.

            En attendant la réponse, la commission Cadre de vie a refait les mêmes photos à 18 h, 19 h et 20 h.
            Elles montrent mieux qu’un long texte ce que l’on voit, ou pas, en sortant de l’hôpital.
            """,
            Quote(
                "À 19 heures, on devine le banc. À 20 heures, on se cogne dedans.",
                "Extrait du relevé de la commission",
            ),
        ),
    ),
    Article(
        day=-22,
        title="Rue du Faubourg-du-Temple : les commerçants et le conseil se parlent le mardi",
        summary="Un quart d’heure chaque mois, sur le trottoir, pour régler ce qui peut l’être sans courrier.",
        picture="marche-faubourg",
        topics=("Propreté", "Tranquillité"),
        body=(
            """
            L’idée est venue d’une boulangère : « Vous passez devant chez moi tous les jours, arrêtez-vous. » Depuis,
            deux membres de l’équipe remontent la rue le premier mardi du mois, de la place de la République à
            Belleville.

            En trois tournées, sept petits sujets ont été réglés : des cartons sortis plus tard, un rideau de fer
            graissé, un chevalet déplacé. Les sujets plus lourds vont en commission.
            """,
            Steps(
                (
                    ("Le premier mardi du mois, 10 h", "Départ devant le métro Goncourt."),
                    ("On écoute, on note, on ne promet rien", ""),
                    ("Le vendredi suivant", "Les réponses partent par écrit à chaque commerce."),
                )
            ),
        ),
    ),
    Article(
        day=-52,
        title="Hôpital Saint-Louis : la cour carrée rouverte aux promeneurs le week-end",
        summary="Entrée par l’avenue Claude-Vellefaux, de 10 h à 18 h. Le silence y est de règle.",
        picture="bancs-saint-louis",
        topics=("Santé et solidarité", "Nature en ville"),
        body=(
            """
            La cour carrée est l’un des endroits les plus calmes du quartier, et l’un des moins connus. L’hôpital
            la rouvre le samedi et le dimanche. On entre par l’avenue Claude-Vellefaux, on ressort par la rue de
            la Grange-aux-Belles.

            Ce n’est pas un square : des personnes y attendent des nouvelles. Ni ballon, ni musique, ni
            pique-nique.
            """,
            Figures(
                (("2", "entrées"), ("8 h", "d’ouverture par jour, le week-end")),
                "Affichage à l’entrée",
            ),
        ),
    ),
    Article(
        day=-80,
        title="Réunion commune avec Grange-aux-Belles : la place du Colonel-Fabien vue des deux rives",
        summary="Deux conseils, une place : les quatre points sur lesquels nous sommes déjà d’accord.",
        picture="cercle-fabien",
        topics=("Vie du conseil", "Aménagement"),
        also=("gab",),
        body=(
            """
            La place du Colonel-Fabien est coupée en deux par une limite que personne ne voit. Les deux équipes
            d’animation se sont retrouvées pour comparer leurs listes. Quatre lignes étaient les mêmes :

            1. un banc du côté de l’ombre ;
            2. un passage piéton dans l’axe de la sortie du métro ;
            3. moins de terrasses sur le trottoir nord ;
            4. un point d’eau.

            Les deux conseils porteront ces quatre points ensemble, dans les mêmes termes.
            """,
        ),
    ),
    Article(
        day=-1,
        title="BROUILLON-FTH : réponse attendue",
        summary="BROUILLON-FTH : ne doit paraître nulle part.",
        body=("BROUILLON-FTH : à écrire quand la réponse sera là.",),
        is_draft=True,
    ),
)
