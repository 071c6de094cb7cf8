"""The councils' working commissions."""

from .notation import At, Callout, Downloads, Newest
from .shapes import Commission

COMMISSIONS = {
    "cel": (
        Commission(
            "Commission Cadre de vie",
            "Bancs, éclairage, affichage : ce qui se voit et se touche dans la rue.",
            "La commission relève, mesure et compare avant de demander. Elle prépare les vœux sur l’espace public et suit leurs réponses.",
            "le deuxième mercredi du mois à 18 h 30, à la mairie du 10e",
            "Capucine",
            ("Aménagement", "Tranquillité"),
            body=(At("Mairie du 10e", "Salle du rez-de-chaussée, à gauche dans la cour."),),
            picture="plaque-lancry",
        ),
        Commission(
            "Commission Solidarités",
            "Dons, entraide, aide aux démarches.",
            "Elle fait le lien entre les associations du quartier et les personnes qui n’osent pas pousser leur porte.",
            "selon les besoins ; demandez la prochaine date",
            "Bleuet",
            ("Santé et solidarité",),
        ),
    ),
    "fth": (
        Commission(
            "Commission Cadre de vie et vœux",
            "Les suites du vœu sur l’éclairage, et les suivants.",
            "Elle écrit les vœux avec celles et ceux qui les demandent, puis en suit la réponse jusqu’au bout.",
            "un mardi par mois à 18 h 30 ; on s’arrête à 20 h",
            "Garance",
            ("Aménagement", "Tranquillité"),
            body=(
                """
                ## Comment on travaille

                Une demande tient en une page : le constat, les dates, la demande. Trois photos au plus. Si elle
                ne tient pas en une page, c’est qu’il y en a deux.
                """,
            ),
            picture="lampadaires-commission",
        ),
        Commission(
            "Commission Jardinières",
            "Dix bacs, vingt prénoms, un tour d’arrosage.",
            "Elle tient la liste des binômes, commande le terreau et décide de ce qu’on plante.",
            "le dernier dimanche du mois à 11 h, place Sainte-Marthe",
            "Mauve",
            ("Nature en ville",),
        ),
    ),
    "gab": (
        Commission(
            "Commission Berges du canal",
            "Points d’eau, assises, bruit : les deux rives, ensemble.",
            "Elle rassemble ce que disent les riverains, les promeneurs et les éclusiers, et prépare les marches au bord de l’eau.",
            "le premier jeudi du mois à 19 h, au couvent des Récollets",
            "Lilas",
            ("Nature en ville", "Tranquillité"),
            picture="ecluse-berges",
        ),
        Commission(
            "Commission Enfance et jeunesse",
            "Écoles, jardin Villemin, terrains de jeu.",
            "Elle invite chaque trimestre les classes du quartier à dire ce qui va et ce qui ne va pas.",
            "une fois par trimestre, à 17 h",
            "Capucine",
            ("Écoles et jeunesse",),
        ),
    ),
    "lba": (
        Commission(
            "Commission Mobilités",
            "Trajets de l’école, arceaux, livraisons : compter avant de demander.",
            "Elle organise les comptages et les marches, et prépare les demandes d’aménagement que le conseil met au vote.",
            "le premier mardi du mois à 18 h 30, au 206, quai de Valmy",
            "Garance",
            ("Vélo et circulation", "Écoles et jeunesse"),
            body=(
                """
                ## En ce moment

                - la pose des arceaux rue du Château-Landon ;
                - les cinq demandes sur les trajets de l’école ;
                - un relevé des vitesses rue Louis-Blanc, à partir du mois prochain.
                """,
                At(
                    "Maison de la vie associative et citoyenne",
                    "Salle du premier étage, ascenseur au fond.",
                ),
                Downloads("Les relevés", ("lba-comptage-ecole.csv",)),
                Newest("Dernières nouvelles du conseil", "news", 3),
            ),
            picture="arceaux-mobilites",
        ),
        Commission(
            "Commission Propreté et espace public",
            "Ce qui traîne, ce qui déborde, ce qui manque.",
            "Elle suit dix-huit points du quartier, deux semaines par trimestre, et publie ses relevés.",
            "le troisième mardi du mois à 18 h 30",
            "Mauve",
            ("Propreté",),
        ),
        Commission(
            "Commission Fêtes et cultures",
            "Le carnaval, la fête de la musique, les portes ouvertes.",
            "Elle réunit les associations et les écoles qui veulent faire la fête ensemble, et tient le budget de chaque événement.",
            "selon le calendrier des fêtes ; la réunion est annoncée parmi les actualités",
            "Sureau",
            ("Culture et fêtes",),
            body=(
                Callout(
                    "info",
                    "Pour les associations",
                    "Apportez une idée et un nom : le reste se trouve en chemin.",
                ),
            ),
        ),
        Commission(
            "Groupe Budget",
            "Les deux enveloppes du conseil, ligne par ligne.",
            "Il prépare les dépenses à mettre au vote et publie, chaque trimestre, ce qui a été dépensé.",
            "avant chaque séance plénière",
            "Genêt",
            ("Budget",),
            is_open=False,
        ),
    ),
    "psd": (
        Commission(
            "Commission Mobilités et espace public",
            "Livraisons, bus, vélos et trottoirs d’un faubourg étroit.",
            "Elle rassemble des constats datés, les confronte à ceux des commerces et propose des essais courts.",
            "le deuxième mardi du mois à 19 h, à la médiathèque Françoise-Sagan",
            "Bleuet",
            ("Vélo et circulation",),
            body=(At("Médiathèque Françoise-Sagan", "Salle du rez-de-jardin."),),
            picture="livraisons-commission",
        ),
        Commission(
            "Commission Nuit",
            "Terrasses, musique et sommeil.",
            "Elle met autour de la table celles et ceux qui travaillent la nuit et celles et ceux qui dorment.",
            "un jeudi sur deux à 18 h",
            "Lilas",
            ("Tranquillité",),
            picture="terrasse-nuit",
        ),
    ),
    "svp": (
        Commission(
            "Commission Abords de la gare",
            "La première commission de la nouvelle équipe.",
            "Elle prépare les réponses aux quatre-vingts questions de la réunion publique.",
            "date à fixer",
            "Tilleul",
            ("Vélo et circulation", "Propreté"),
        ),
        Commission(
            "Commission Équipements et cultures",
            "Le Louxor, les Bouffes du Nord, les bibliothèques : ce que l’on partage.",
            "Elle commencera quand deux personnes de plus se seront inscrites.",
            "",
            "",
            ("Culture et fêtes",),
        ),
    ),
}
