"""Louis Blanc – Aqueduc: the council with the most to say, and every block of a body at least once
in its pages."""

from cms.demo.content.notation import At, Button, Callout, Figures, Quote, Steps, Table
from cms.demo.content.shapes import Article, Photo

NEWS = (
    Article(
        day=-2,
        title="Carnaval : on cherche une vingtaine de bénévoles",
        discussed=True,
        summary=(
            "Accueil, stand de maquillage, rangement : deux créneaux de deux heures au choix, "
            "aucun matériel à prévoir."
        ),
        picture="carnaval",
        topics=("Culture et fêtes", "Écoles et jeunesse"),
        body=(
            """
            Le carnaval part de la rue de l’Aqueduc et finit par un goûter au pied du 206, quai de
            Valmy. L’an dernier, trois cents enfants ont défilé ; il nous manquait des bras au
            moment de ranger les tables.

            Il faut une vingtaine de personnes, pour **deux heures chacune**. Aucune expérience
            n’est demandée : on vous montre tout sur place, et les rôles se choisissent à
            l’arrivée.
            """,
            Table(
                "Les créneaux et les besoins",
                (
                    ("Poste", "13 h – 15 h", "15 h – 17 h"),
                    ("Accueil et départ du cortège", "6", "2"),
                    ("Maquillage", "4", "4"),
                    ("Goûter", "2", "5"),
                    ("Rangement", "0", "6"),
                ),
            ),
            """
            Les enfants du stand de maquillage passent dans l’ordre d’arrivée. Le matériel est
            fourni par les associations du quartier et rien ne reste à votre charge.
            """,
            Button(
                "S’inscrire comme bénévole", "/contact/", "Dites-nous quel créneau vous prenez."
            ),
        ),
    ),
    Article(
        day=-8,
        title="Panneau d’affichage rue Louis-Blanc : la réparation passera au vote",
        summary="Vitre fendue, serrure forcée : le devis est de 450 €, sur le budget de fonctionnement.",
        picture="panneau-louis-blanc",
        topics=("Budget", "Aménagement"),
        body=(
            """
            Depuis l’automne, la vitre du panneau de la rue Louis-Blanc est fendue et sa serrure ne
            ferme plus. Les ordres du jour y prennent l’eau, et nous n’y posons plus rien.

            Deux devis ont été demandés. L’équipe propose le moins cher, **450 €**, qui garde le
            cadre d’origine et ne change que la vitre et la serrure.
            """,
            Figures(
                (("450 €", "pour la vitre et la serrure"), ("3", "semaines de délai")),
                "Devis reçu par l’équipe d’animation",
            ),
            """
            Le conseil décidera en séance. D’ici là, les ordres du jour sont affichés au 206, quai
            de Valmy et au centre Paris Anim’ de la rue du Château-Landon.
            """,
        ),
    ),
    Article(
        day=-17,
        title="Arceaux à vélos rue du Château-Landon : la pose a commencé",
        summary="Cinq arceaux sur dix sont en place ; les autres suivent après le passage du chantier de l’eau.",
        picture="arceaux",
        topics=("Vélo et circulation", "Budget"),
        body=(
            """
            Le conseil a voté **2 900 €** d’investissement pour dix arceaux. Les cinq premiers sont
            posés devant le centre Paris Anim’, côté impair. Les cinq autres attendent la fin d’un
            chantier sur le réseau d’eau, annoncée pour la fin du mois.
            """,
            At("Paris Anim’ du Château-Landon", "Les arceaux sont à gauche de l’entrée."),
            """
            ## Pourquoi ici ?

            Le relevé de l’an dernier comptait jusqu’à dix-sept vélos attachés aux grilles et aux
            poteaux. Un trottoir dégagé, c’est aussi de la place pour les poussettes et les
            fauteuils.
            """,
        ),
    ),
    Article(
        day=-31,
        title=(
            "Ce que les habitantes et les habitants de la rue de l’Aqueduc demandent pour que les "
            "trajets de l’école soient plus sûrs"
        ),
        summary="Un samedi de comptage, douze volontaires, et une liste de cinq demandes classées par ordre d’urgence.",
        picture="trajets-ecole",
        topics=("Écoles et jeunesse", "Vélo et circulation"),
        body=(
            """
            Douze volontaires se sont relayés de 8 h à 9 h devant l’école élémentaire. On a compté
            les traversées, les voitures arrêtées sur le passage et les vélos à contresens.
            """,
            Steps(
                (
                    (
                        "Repeindre le passage devant le numéro 41",
                        "Il ne se voit plus par temps de pluie.",
                    ),
                    (
                        "Déplacer deux places de livraison",
                        "Elles cachent les enfants qui traversent.",
                    ),
                    ("Poser un arceau de chaque côté du passage", ""),
                    (
                        "Allonger le feu piéton de quatre secondes",
                        "Au carrefour avec la rue La Fayette.",
                    ),
                    (
                        "Fermer la rue à la sortie des classes, à l’essai",
                        "Trois vendredis, pour voir.",
                    ),
                )
            ),
            Quote(
                "Quand on a six ans, une voiture garée, c’est un mur.",
                "Une mère d’élève, le jour du comptage",
            ),
            "La commission Mobilités reprend la liste et la présentera en séance plénière.",
        ),
    ),
    Article(
        day=-44,
        title="Le local de la rue de l’Aqueduc rouvre le mercredi après-midi",
        summary="Aide aux démarches, prêt de jeux, coin lecture : les bénévoles sont là de 14 h à 18 h.",
        topics=("Santé et solidarité", "Vie du conseil"),
        body=(
            """
            Après deux mois de peinture, le local rouvre. Le mercredi de 14 h à 18 h, on peut y
            demander de l’aide pour une démarche en ligne, emprunter un jeu ou simplement
            s’asseoir.

            Il manque une bouilloire et une étagère basse. Si vous en avez une à donner, passez.
            """,
            Callout(
                "info",
                "Sans rendez-vous",
                "L’entrée est de plain-pied. Les chiens sont bienvenus en laisse.",
            ),
        ),
    ),
    Article(
        day=-59,
        title="Quai de Valmy : retour en images sur le nettoyage du canal",
        summary="Quarante personnes, six canoës et une bicyclette bleue que personne n’a réclamée.",
        picture="canoes-valmy",
        topics=("Propreté", "Nature en ville"),
        also=("gab",),
        photos=(
            Photo("canoes-valmy", "Le départ des canoës, à hauteur du Point Éphémère."),
            Photo("peniche-valmy", "La berge vers midi."),
            Photo("canal-tri", "Le tri, bac par bac."),
        ),
        body=(
            """
            Le nettoyage du canal est organisé chaque automne avec le conseil Grange-aux-Belles –
            Terrage, sur l’autre rive. Cette année, les six canoës ont rapporté de quoi remplir
            onze bacs.

            Le verre reste le plus lourd, les mégots les plus nombreux. Les associations qui
            prêtent les canoës reviennent au printemps : la date sera annoncée ici.
            """,
        ),
    ),
    Article(
        day=-3,
        title="BROUILLON-LBA : bilan provisoire du carnaval",
        summary="BROUILLON-LBA : ne doit paraître nulle part.",
        body=("BROUILLON-LBA : à compléter après la fête.",),
        is_draft=True,
    ),
)
