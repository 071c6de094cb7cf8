"""Saint-Vincent-de-Paul – Lariboisière: a young team, and a site that has hardly begun."""

from cms.demo.content.notation import Callout
from cms.demo.content.shapes import Article

NEWS = (
    Article(
        day=-48,
        title="Abords de la gare du Nord : vos questions, thème par thème",
        summary="Circulation, propreté, accueil des voyageurs : le résumé des échanges et la date de la suite.",
        picture="gare-nord",
        topics=("Vélo et circulation", "Propreté"),
        body=(
            """
            Quatre-vingts questions ont été déposées dans l’urne de la réunion publique. Nous les avons rangées en
            trois tas, sans en écarter aucune.

            ## Circulation

            Les files de taxis débordent rue de Dunkerque entre 17 h et 19 h. On demande un marquage qui tienne,
            et quelqu’un pour le faire respecter.

            ## Propreté

            Les corbeilles du parvis sont vidées six fois par jour, celles des rues voisines deux fois. C’est là
            que les habitantes et les habitants demandent un effort.

            ## Accueil des voyageurs

            Un plan du quartier à la sortie du métro, lisible sans téléphone : la demande est revenue onze fois.
            """,
            Callout(
                "info",
                "La suite",
                "Les réponses seront données en réunion, tas par tas, avant l’été.",
            ),
        ),
    ),
    Article(
        day=-103,
        title="Une nouvelle équipe d'animation pour Saint-Vincent-de-Paul – Lariboisière",
        summary="Trois personnes se lancent. Elles cherchent encore du monde, pour une heure ou pour deux ans.",
        topics=("Vie du conseil",),
        body=(
            """
            L’équipe compte pour l’instant trois membres. Le premier chantier est modeste : ouvrir ce site, tenir
            une permanence, retrouver les archives du conseil précédent.

            Si vous avez une armoire à nous prêter, ou une heure le samedi matin, [dites-le nous](/contact/).
            """,
        ),
    ),
    Article(
        day=-131,
        title="Square Cavaillé-Coll : le marronnier a été élagué",
        summary="Deux branches menaçaient l’allée. L’arbre est sain, le square a rouvert.",
        picture="jardin-cavaille-coll",
        topics=("Nature en ville",),
        body=(
            "Deux branches basses touchaient la grille de l’aire de jeux. Elles ont été coupées en une matinée. L’arbre est sain ; le square a rouvert l’après-midi même.",
        ),
    ),
    Article(
        day=-1,
        title="BROUILLON-SVP : affiche de la séance du samedi",
        summary="BROUILLON-SVP : ne doit paraître nulle part.",
        body=("BROUILLON-SVP : à relire.",),
        is_draft=True,
    ),
)
