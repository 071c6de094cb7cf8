"""Château d’Eau – Lancry."""

from cms.demo.content.notation import At, Callout, Folds, Image, Quote, Table
from cms.demo.content.shapes import Article

NEWS = (
    Article(
        day=-20,
        title="Nouveaux panneaux d'affichage près du marché Saint-Martin",
        summary="Deux panneaux accueillent désormais les ordres du jour en grands caractères, dix jours avant chaque séance.",
        picture="panneau-marche",
        topics=("Aménagement", "Vie du conseil"),
        body=(
            """
            On les attendait depuis deux ans. Le premier panneau est posé à l’angle des rues Bouchardon et du
            Château-d’Eau, le second devant l’entrée du marché couvert. Ils sont à hauteur de fauteuil, et
            éclairés jusqu’à 23 h par le réverbère voisin.

            L’ordre du jour y sera affiché **dix jours avant chaque séance**, en caractères de deux centimètres.
            Le compte rendu le remplacera dans le mois qui suit, avec le résultat des votes.
            """,
            At("Marché couvert Saint-Martin", "Panneau à droite de l’entrée de la rue Bouchardon."),
            """
            Les associations du quartier peuvent y laisser une affiche A4 pendant deux semaines. Donnez-la à
            l’équipe d’animation ou [écrivez-nous](/contact/).
            """,
        ),
    ),
    Article(
        day=-5,
        title="Autour de Bonsergent : ce que la marche de nuit a montré",
        summary="Quatorze personnes, deux heures, trente et une remarques : les angles sombres reviennent partout.",
        picture="lampadaires-bonsergent",
        topics=("Tranquillité", "Aménagement"),
        body=(
            """
            Nous étions quatorze à partir de la place Jacques-Bonsergent à la tombée du jour. À chaque arrêt, la
            même question : par où passeriez-vous si vous étiez seule ou seul ?
            """,
            Table(
                "Les remarques de la marche, par nature",
                (
                    ("Nature", "Remarques", "À signaler tout de suite"),
                    ("Éclairage", "12", "4"),
                    ("Trottoir encombré", "9", "3"),
                    ("Angle sans visibilité", "6", "0"),
                    ("Autre", "4", "1"),
                ),
            ),
            """
            Huit points relèvent du signalement ordinaire ; ils ont été transmis à la ville le lendemain. Les
            autres nourriront une demande d’étude, que l’équipe proposera en séance.
            """,
            Quote(
                "Je change de trottoir trois fois entre le métro et chez moi.", "Une participante"
            ),
        ),
    ),
    Article(
        day=-14,
        title="Bancs rue de Lancry : deux emplacements retenus sur quatre",
        summary="Les bancs auront un dossier et un accoudoir, comme demandé. Reste à choisir le bois.",
        picture="bancs-lancry",
        topics=("Aménagement", "Santé et solidarité"),
        body=(
            """
            Le conseil avait demandé des bancs où l’on peut vraiment s’asseoir, et surtout se relever. Quatre
            emplacements ont été étudiés entre le canal et la rue des Vinaigriers ; deux sont assez larges pour
            garder un passage de 1,60 m.

            - devant le 24, rue de Lancry, à l’ombre ;
            - à l’angle de la rue Yves-Toudic, au soleil l’après-midi.

            La commission Cadre de vie donnera son avis sur le modèle. Venez l’essayer : un banc de chaque sorte
            sera posé une journée devant la mairie.
            """,
            Callout(
                "success",
                "C’est acquis",
                "Dossier, deux accoudoirs, assise à 45 cm : les trois demandes sont tenues.",
            ),
        ),
    ),
    Article(
        day=-41,
        title="Quatre boîtes à dons en service rue du Château-d'Eau",
        summary="Livres, vaisselle, jouets : ce qu’on y met, ce qu’on n’y met pas.",
        picture="livres-chateau-d-eau",
        topics=("Santé et solidarité", "Propreté"),
        body=(
            """
            Quatre boîtes ont trouvé leur place sous le porche du numéro 30, à l’abri. Les gardiennes et les
            gardiens de l’îlot passent chaque matin ; ce qui n’a pas trouvé preneur en une semaine part à la
            ressourcerie.
            """,
            Folds(
                (
                    (
                        "On peut y mettre",
                        "Des livres, de la vaisselle entière, des jouets complets, du linge propre et plié.",
                    ),
                    (
                        "On n’y met pas",
                        "D’électroménager, de matelas, de médicaments, ni rien qui coupe.",
                    ),
                    (
                        "Et les vêtements ?",
                        "Oui, dans la boîte bleue, dans un sac fermé. Les chaussures par paires.",
                    ),
                )
            ),
            "Un doute ? Demandez sur le forum du conseil : quelqu’un passe souvent devant.",
        ),
    ),
    Article(
        day=-66,
        title="Place de la République : la traversée provisoire est en place",
        summary="Pendant les travaux du réseau de chaleur, piétons et vélos ont chacun leur couloir côté 10e.",
        picture="plan-republique",
        topics=("Vélo et circulation",),
        also=("fth",),
        body=(
            """
            Le chantier du réseau de chaleur occupe l’angle de la rue du Faubourg-du-Temple. Une traversée
            provisoire contourne la palissade : un couloir pour les personnes à pied, un autre pour les vélos.

            Nous avons demandé avec le conseil voisin que le couloir piéton soit plat de bout en bout. C’est fait
            depuis lundi ; les deux ressauts signalés ont disparu.
            """,
            Image("plan-republique", caption="Le couloir piéton longe les façades."),
        ),
    ),
    Article(
        day=-1,
        title="BROUILLON-CEL : programme de la fête des voisins",
        summary="BROUILLON-CEL : ne doit paraître nulle part.",
        body=("BROUILLON-CEL : horaires à confirmer.",),
        is_draft=True,
    ),
)
