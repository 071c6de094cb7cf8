"""The portal's own news: what concerns all six councils."""

from cms.demo.content.notation import Button, Callout, Figures, Newest, Steps
from cms.demo.content.shapes import Article

NEWS = (
    Article(
        day=-9,
        title="Six conseils, un seul agenda : recevez les convocations",
        summary="Abonnez-vous à un quartier ou aux six, par courriel ou directement dans votre calendrier.",
        picture="calendrier-six-conseils",
        topics=("Vie du conseil",),
        body=(
            """
            Jusqu’ici, chaque conseil affichait ses dates de son côté. Elles sont désormais rassemblées. On peut
            suivre un seul quartier, le sien et celui d’à côté, ou les six.

            Les convocations partent dix jours avant chaque séance. Elles disent l’heure, le lieu, l’accès, et les
            points qui seront mis au vote.
            """,
            Steps(
                (
                    (
                        "Choisissez un ou plusieurs conseils",
                        "La carte de l’accueil dit lequel est le vôtre.",
                    ),
                    (
                        "Laissez une adresse électronique",
                        "Elle ne sert qu’à cela, et vous la retirez quand vous voulez.",
                    ),
                    ("Confirmez par le lien reçu", ""),
                )
            ),
        ),
    ),
    Article(
        day=-16,
        title="Combien de temps pour prendre part à un conseil ? Nous avons compté",
        summary="De vingt minutes par an à deux soirées par mois : quatre façons de participer, sans s’engager au-delà.",
        picture="horloge-participer",
        topics=("Vie du conseil",),
        body=(
            """
            « Je n’ai pas le temps » est la première raison donnée par les personnes qui ne viennent pas. Nous
            avons demandé à celles qui viennent combien elles en passent vraiment.
            """,
            Figures(
                (
                    ("20 min", "par an pour lire les décisions"),
                    ("2 h", "pour une séance"),
                    ("1 soir", "par mois en commission"),
                    ("2 soirs", "par mois dans une équipe"),
                ),
                "Questionnaire auprès de 74 participantes et participants",
            ),
            "Aucune de ces façons n’oblige à la suivante. On peut venir une fois, et ne plus revenir.",
        ),
    ),
    Article(
        day=-29,
        title="Un forum pour les six quartiers",
        summary="Ouvert à toutes et tous, lisible sans compte ; la charte tient en quatre règles.",
        picture="paroles-forum",
        topics=("Vie du conseil",),
        body=(
            """
            Chaque conseil a ses discussions ; d’autres sont communes à l’arrondissement. On lit sans compte. Pour
            écrire, il faut une adresse électronique et un pseudonyme, rien de plus.

            La [charte](/charte-du-forum/) tient en quatre règles. La modération intervient après publication, et
            dit toujours pourquoi.
            """,
            Newest("En ce moment sur le forum", "topic", 3),
        ),
    ),
    Article(
        day=-55,
        title="Les six budgets, mis côte à côte",
        summary="3 306 € de fonctionnement et 8 264 € d’investissement par conseil : ce qui a été dépensé, et pour quoi.",
        picture="vote-budgets",
        topics=("Budget",),
        body=(
            """
            Chaque conseil dispose chaque année des mêmes sommes. Elles sont petites, et c’est une raison de plus
            pour en rendre compte ligne par ligne.
            """,
            Figures(
                (("3 306 €", "de fonctionnement"), ("8 264 €", "d’investissement")),
                "Par conseil et par an",
            ),
            Callout(
                "info",
                "Où trouver le détail",
                "Chaque conseil publie ses dépenses parmi ses [documents](/documents/).",
            ),
        ),
    ),
    Article(
        day=-75,
        title="Trouver son conseil quand on habite sur une limite",
        summary="Deux trottoirs, deux conseils : on choisit, et l’on peut changer d’avis.",
        picture="contour-limites",
        topics=("Vie du conseil",),
        body=(
            """
            Les limites passent au milieu des rues. Si la vôtre en est une, les deux conseils sont les vôtres :
            choisissez celui où vous vous sentez chez vous.

            Les contours de ce site sont *indicatifs*. En cas de doute, écrivez-nous le nom de la rue et le côté,
            pair ou impair ; nous n’avons pas besoin du numéro.
            """,
            Button("Nous écrire", "/contact/"),
        ),
    ),
    Article(
        day=-3,
        title="BROUILLON-PORTAIL : bilan de l'année",
        summary="BROUILLON-PORTAIL : ne doit paraître nulle part.",
        body=("BROUILLON-PORTAIL : chiffres à vérifier.",),
        is_draft=True,
    ),
)
