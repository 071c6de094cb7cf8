"""Porte Saint-Denis – Paradis."""

from cms.demo.content.notation import Button, Callout, Figures, Film, Images, Quote, Table
from cms.demo.content.notation import Image as Picture
from cms.demo.content.shapes import Article

NEWS = (
    Article(
        day=-12,
        title="Dépôts sauvages : ce que révèlent trois semaines de relevés",
        summary="Quatorze points suivis par le groupe de travail ; les mardis et samedis concentrent la moitié des cas.",
        picture="proprete-faubourg",
        topics=("Propreté",),
        body=(
            """
            Pendant trois semaines, neuf volontaires ont noté chaque jour, à 8 h et à 20 h, ce qui traînait en
            quatorze endroits. Deux cent six relevés plus tard, quelques idées reçues tombent.
            """,
            Table(
                "Dépôts relevés, par jour de la semaine",
                (
                    ("Jour", "Relevés", "Enlevés le lendemain"),
                    ("Lundi", "19", "17"),
                    ("Mardi", "54", "31"),
                    ("Mercredi", "22", "20"),
                    ("Jeudi", "24", "21"),
                    ("Vendredi", "27", "18"),
                    ("Samedi", "49", "22"),
                    ("Dimanche", "11", "6"),
                ),
            ),
            """
            ## Ce que nous en tirons

            - le mardi, ce sont surtout des cartons : la collecte passe avant l’ouverture des boutiques ;
            - le samedi, des meubles, devant les mêmes trois porches ;
            - le passage Brady, souvent cité, est l’un des points les plus propres.

            Le groupe propose d’avancer d’une heure la sortie des cartons, et d’afficher le numéro des encombrants
            dans les trois halls. On refera les relevés dans six mois, aux mêmes endroits.
            """,
        ),
    ),
    Article(
        day=-4,
        title="Livraisons rue du Faubourg-Saint-Denis : on ouvre un relevé à douze heures",
        summary="Notez l’heure, le lieu et ce qui bloque : trois lignes suffisent, et le forum les rassemble.",
        picture="livraisons-faubourg",
        topics=("Vélo et circulation", "Tranquillité"),
        body=(
            """
            Entre 10 h et 11 h 30, les bus, les vélos et les camions se partagent la même file. Avant d’écrire à
            quiconque, nous voulons des faits datés.

            La discussion est ouverte sur le [forum](/forum/). La commission les reprendra tels quels : pas de
            photo de personnes, pas de plaque.
            """,
            Button(
                "Lire la page de la commission",
                "/le-conseil/commission-mobilites-et-espace-public/",
            ),
        ),
    ),
    Article(
        day=-19,
        title="Fresque de la rue de Paradis : vingt-six peintres d'un week-end",
        summary="Deux journées d’atelier, un mur de onze mètres et un bleu qui a fait débat.",
        picture="fresque-paradis",
        topics=("Culture et fêtes", "Budget"),
        body=(
            """
            Le mur était gris, il est maintenant plein de portes. L’artiste avait préparé le dessin avec les
            classes de l’école ; vingt-six personnes l’ont peint, la plus jeune avait cinq ans et le plus âgé
            quatre-vingt-un.
            """,
            Images(
                (
                    Picture("fresque-paradis", caption="Le mur, le dimanche soir."),
                    Picture("outils-paradis", caption="Rouleaux, pinceaux, échelle."),
                    Picture("porte-paradis", caption="L’une des portes qui ont servi de modèle."),
                )
            ),
            Figures(
                (
                    ("3 800 €", "investis"),
                    ("26", "participantes et participants"),
                    ("11 m", "de mur"),
                ),
                "Compte rendu d’exécution",
            ),
            Film(
                "Deux jours rue de Paradis",
                "https://www.youtube.com/watch?v=aaaaaaaaaaa",
                "fresque-paradis",
                "Un mur gris. Des enfants tracent à la craie. On ouvre les pots ; quelqu’un dit : « Ce n’est pas du bleu, "
                "c’est du pétrole. » Le mur se remplit de portes. À la fin, tout le monde applaudit le mur.",
            ),
            Quote(
                "J’ai peint la poignée. Elle ne s’ouvre pas, mais elle est à moi.",
                "Un peintre de sept ans",
            ),
        ),
    ),
    Article(
        day=-47,
        title="Square Alban-Satragne : les horaires d'hiver",
        summary="Fermeture à 17 h 30 jusqu’au changement d’heure ; les toilettes restent ouvertes.",
        topics=("Nature en ville",),
        body=(
            "Le square ferme à 17 h 30 jusqu’au dernier dimanche de mars. Les toilettes de l’entrée restent ouvertes jusqu’à cette heure-là.",
            Callout(
                "info",
                "Le composteur",
                "Le bac de compost se vide le dimanche à 11 h, avec les jardiniers volontaires.",
            ),
        ),
    ),
    Article(
        day=-90,
        title="Médiathèque Françoise-Sagan : un rayon pour les archives du quartier",
        summary="Vos photos d’avant 1990 sont numérisées sur place et vous repartent dans la main.",
        picture="livres-sagan",
        topics=("Culture et fêtes",),
        also=("svp",),
        body=(
            """
            Apportez vos photos de rue, vos factures de boutique, vos programmes de bal. Un bénévole les numérise
            devant vous, un samedi sur deux, et note ce que vous en savez.

            Les originaux ne quittent pas vos mains. Les copies sont consultables sur place ; rien n’est publié
            sans votre accord.
            """,
        ),
    ),
    Article(
        day=-2,
        title="BROUILLON-PSD : réponse aux terrasses",
        summary="BROUILLON-PSD : ne doit paraître nulle part.",
        body=("BROUILLON-PSD : à relire.",),
        is_draft=True,
    ),
)
