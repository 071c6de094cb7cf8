"""Standing pages: what a council is, what it does, how one takes part."""

from .notation import At, Body, Button, Callout, Figures, Folds, Image, Newest, Quote, Steps, Table
from .shapes import Text

ABOUT: dict[tuple[str, str], Body] = {
    ("portal", "/comprendre/"): (
        """
        Un conseil de quartier réunit celles et ceux qui **habitent, travaillent ou étudient** au même endroit. On y
        parle de la rue, de l’école, du bruit, des arbres. On y vote l’emploi d’un petit budget, et l’on adresse à
        la mairie des demandes auxquelles elle répond.

        Il n’y a ni carte, ni cotisation. On peut venir une fois.
        """,
        Figures(
            (("6", "conseils"), ("289 ha", "d’arrondissement"), ("3", "séances par an au moins")),
            "Charte des conseils (exemple)",
        ),
        """
        ## Ce qu’un conseil décide
        """,
        Table(
            "Qui décide de quoi",
            (
                ("Sujet", "Le conseil", "La mairie"),
                ("Le budget du conseil", "décide", "exécute"),
                ("L’aménagement d’une rue", "propose", "décide"),
                ("Un dépôt sauvage, une lampe éteinte", "–", "traite, par DansMaRue"),
                ("L’ordre du jour d’une séance", "décide", "–"),
            ),
        ),
        """
        ## Comment s’y prendre
        """,
        Steps(
            (
                (
                    "Trouvez votre conseil",
                    "La carte de [la page des conseils](/conseils/) les montre tous.",
                ),
                ("Lisez ce qu’il a décidé", "Les documents et les actualités sont sur son site."),
                ("Venez, ou écrivez", "Une question suffit pour commencer."),
            )
        ),
        Quote(
            "Je suis venue pour un lampadaire. Je suis restée pour les gens.",
            "Une habitante, au micro",
        ),
        Newest("Dernières nouvelles des six conseils", "news", 3),
    ),
    ("lba", "/le-conseil/"): (
        """
        Le conseil couvre **49,9 hectares**, de la gare de l’Est à la place de Stalingrad. Il se réunit au moins trois
        fois par an en séance plénière, et ses commissions tous les mois.
        """,
        Image("contour-louis-blanc", caption="Le quartier, entre les voies et le canal."),
        Callout(
            "info",
            "Suis-je dans ce quartier ?",
            "À l’ouest, le conseil s’arrête rue d’Alsace et rue de Dunkerque ; à l’est, au quai de Jemmapes puis à la rue Louis-Blanc.",
        ),
    ),
    ("cel", "/le-conseil/"): (
        "Du boulevard de Strasbourg au canal, et du boulevard Saint-Martin à la rue des Récollets : le quartier compte trois marchés, deux portes et un nombre indéterminé de passages.",
    ),
    ("fth", "/le-conseil/"): (
        "Du canal au boulevard de la Villette, autour de l’hôpital Saint-Louis. Le conseil travaille par demandes écrites, d’une page, suivies jusqu’à leur réponse.",
    ),
    ("gab", "/le-conseil/"): (
        "Les deux rives du canal, le jardin Villemin, la place Robert-Desnos. Le conseil tient deux de ses séances en plein air, et le préau de l’école sert d’abri.",
    ),
    ("psd", "/le-conseil/"): (
        "Du boulevard de Bonne-Nouvelle à la rue de Chabrol : le faubourg, ses passages, ses théâtres. Le conseil préfère les relevés aux impressions.",
    ),
    ("svp", "/le-conseil/"): (
        "De la rue de Chabrol au boulevard de la Chapelle, entre deux hôpitaux et deux gares. L’équipe vient de commencer ; cette page grandira avec elle.",
    ),
}

TEXTS = (
    Text(
        "portal",
        "/",
        "Participer",
        "Quatre façons de prendre part, de la plus courte à la plus longue.",
        (
            """
            ## Lire

            Les décisions, les documents et les discussions sont publics. On les lit sans compte.

            ## Venir

            Les séances sont ouvertes. On signe à l’entrée si l’on veut prendre part au vote.

            ## Dire

            Par [message](/contact/), sur le [forum](/forum/), ou en séance. Un point peut être proposé à l’ordre du
            jour par n’importe qui.

            ## Faire

            Une commission travaille sur un sujet ; une équipe d’animation prépare le tout. On entre dans l’une et
            dans l’autre en venant à une réunion.
            """,
            Button("Trouver mon conseil", "/comprendre/"),
        ),
        slug="participer",
        in_menu=True,
        picture="cercle-participer",
        topics=("Vie du conseil",),
    ),
    Text(
        "lba",
        "/le-conseil/",
        "Venir à une séance",
        "Où, quand, comment on y prend la parole, et ce qui s’y décide.",
        (
            """
            Les séances plénières se tiennent en soirée, de 19 h à 21 h. La salle ouvre à 18 h 30 : on y trouve les
            textes mis au vote et du thé.
            """,
            At(
                "Maison de la vie associative et citoyenne",
                "Sauf mention contraire sur l’ordre du jour.",
            ),
            Steps(
                (
                    (
                        "En arrivant",
                        "Signez la feuille de présence : elle sert au compte des votes.",
                    ),
                    (
                        "Pour parler",
                        "Levez la main, le micro vient à vous. Deux minutes par personne.",
                    ),
                    (
                        "Pour voter",
                        "À main levée ; à bulletin secret si une seule personne le demande.",
                    ),
                    (
                        "Après",
                        "Le projet de compte rendu paraît dans le mois ; il est approuvé à la séance suivante.",
                    ),
                )
            ),
            Folds(
                (
                    (
                        "Y a-t-il une garde d’enfants ?",
                        "Oui, sur inscription trois jours avant, dans la salle d’à côté.",
                    ),
                    (
                        "Et si je n’entends pas bien ?",
                        "La salle a une boucle magnétique ; le premier rang est réservé.",
                    ),
                    ("Puis-je venir avec un chien ?", "Oui, en laisse."),
                )
            ),
            Button(
                "Proposer un point",
                "/contact/",
                "Avant l’affichage de l’ordre du jour, dix jours avant la séance.",
            ),
        ),
        picture="cercle-seance",
        topics=("Vie du conseil",),
    ),
    Text(
        "lba",
        "/le-conseil/",
        "Nos deux budgets",
        "3 306 € de fonctionnement, 8 264 € d’investissement : ce que l’on peut faire avec.",
        (
            Figures(
                (("3 306 €", "de fonctionnement"), ("8 264 €", "d’investissement")),
                "Par an, pour chaque conseil",
            ),
            """
            Le **fonctionnement** paie ce qui s’use ou se mange : impressions, location, goûter. L’**investissement**
            paie ce qui reste : arceaux, panneaux, bancs.

            Toute dépense est votée en séance. Le groupe Budget publie chaque trimestre un état, en texte et en
            tableur, parmi les [documents](/documents/).
            """,
            Callout("success", "Cette année", "Dix arceaux votés, cinq posés."),
        ),
        topics=("Budget",),
        picture="vote-budget-lba",
    ),
    Text(
        "psd",
        "/le-conseil/",
        "Faire un relevé",
        "La méthode du groupe de travail, en une page : quoi noter, quand, et que faire des chiffres.",
        (
            Steps(
                (
                    (
                        "Choisissez dix à quinze points",
                        "Toujours les mêmes, nommés une fois pour toutes.",
                    ),
                    ("Passez à heures fixes", "Le matin et le soir, trois semaines."),
                    ("Notez peu", "Un nombre, une nature, rien sur les personnes."),
                    ("Publiez tout", "Y compris les jours où il n’y avait rien."),
                )
            ),
            Quote(
                "Un relevé qui ne surprend personne n’était pas nécessaire.", "Le groupe de travail"
            ),
        ),
        topics=("Propreté",),
    ),
    Text(
        "gab",
        "/le-conseil/",
        "Réunions en plein air",
        "Deux fois par an, place Robert-Desnos. Ce qu’il faut savoir avant de venir.",
        (
            """
            On se tient en cercle, on parle fort, et l’on finit avant la nuit. Des chaises pliantes sont prêtées aux
            premiers arrivés.
            """,
            At("Place Robert-Desnos", "En cas de pluie : sous le préau."),
        ),
        topics=("Vie du conseil",),
        picture="cercle-plein-air",
    ),
)
