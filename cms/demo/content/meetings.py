"""Meetings in every state: announced, without an agenda, shared, postponed, cancelled, told of."""

from .notation import Quote, Steps, Table
from .shapes import Decided, Item, Meeting

MEETINGS = (
    Meeting(
        site="lba",
        day=9,
        hour="19:00",
        until="21:00",
        announced=-3,
        kind="plenary",
        title="Séance plénière : propreté, carnaval et budget",
        summary=(
            "Trois points, dont deux soumis au vote. École élémentaire de la rue de l’Aqueduc, "
            "accès de plain-pied."
        ),
        place="",
        place_words="École élémentaire, rue de l’Aqueduc",
        items=(
            Item("Accueil et rappel du fonctionnement", "information", 10, "équipe d’animation"),
            Item("Propreté : bilan des relevés", "debate", 35, "commission Cadre de vie"),
            Item("Carnaval : subvention de 900 €", "vote", 15, "commission Fêtes"),
            Item(
                "Réparation du panneau d’affichage rue Louis-Blanc (450 €, fonctionnement)",
                "vote",
                15,
                "équipe d’animation",
                proposed="Le panneau d’affichage de la rue Louis-Blanc",
            ),
            Item("Questions libres", "debate", 30),
        ),
        practical=(
            "Entrée par la cour, de plain-pied. Un goûter est servi à 18 h 45 ; les enfants sont "
            "les bienvenus."
        ),
        childcare=True,
        topics=("Propreté", "Budget"),
        proposals=5,
    ),
    Meeting(
        site="gab",
        day=16,
        hour="18:30",
        until="20:30",
        announced=-2,
        kind="public",
        title="Réunion en plein air, place Robert-Desnos",
        summary=(
            "Un format ouvert pour choisir ensemble les sujets du semestre. Repli prévu sous le "
            "préau en cas de pluie."
        ),
        place="Place Robert-Desnos",
        items=(
            Item("Ce que vous voulez changer : trois mots chacun", "debate", 40),
            Item("Choix des trois sujets du semestre", "vote", 20, "équipe d’animation"),
        ),
        practical="Repli sous le préau de l’école voisine en cas de pluie, annoncé ici à 16 h.",
        topics=("Vie du conseil",),
    ),
    Meeting(
        site="cel",
        day=-27,
        hour="19:00",
        until="21:15",
        announced=-41,
        kind="plenary",
        title="Séance plénière : marcher en sécurité autour de Bonsergent",
        summary=(
            "52 personnes présentes ; une demande d’étude adoptée, une dépense reportée. Compte "
            "rendu à relire jusqu’à la prochaine séance."
        ),
        place="Mairie du 10e",
        place_words="salle des fêtes",
        items=(
            Item("Traversées de la place Jacques-Bonsergent", "debate", 45, "habitants référents"),
            Item("Demande d’étude à la mairie", "vote", 15, "équipe d’animation"),
            Item("Achat d’un barnum pour les permanences", "vote", 15, "équipe d’animation"),
            Item("Questions libres", "debate", 30),
        ),
        state="draft",
        attendance=52,
        officials=("Adjointe à la maire chargée de la voirie", "Commissariat du 10e"),
        minutes=(
            "## Les traversées de la place",
            """
            Douze personnes ont décrit leur trajet. Trois points reviennent : le passage du boulevard
            de Magenta à l’heure de la sortie des écoles, l’angle de la rue de Lancry masqué par les
            livraisons, et le feu trop court pour qui marche lentement.
            """,
            Quote(
                "On ne demande pas de travaux demain. On demande que quelqu’un vienne compter avec nous.",
                "une habitante de la rue de Lancry",
            ),
            """
            La représentante de la voirie rappelle que le boulevard relève de la Ville, et qu’une étude
            se demande par un vœu motivé. Elle propose d’y joindre les comptages du conseil.
            """,
            "## La dépense reportée",
            """
            Un barnum a été essayé pendant la permanence d’automne. Plusieurs personnes souhaitent
            comparer avec un prêt de la Maison de la vie associative avant d’acheter : le vote est
            reporté, et l’équipe rapportera deux devis.
            """,
        ),
        decisions=(
            Decided(
                "Le conseil demande à la mairie une étude des traversées piétonnes autour de la place "
                "Jacques-Bonsergent, et y joint ses comptages.",
                votes=(44, 2, 6),
                streets="place Jacques-Bonsergent, rue de Lancry, boulevard de Magenta",
            ),
            Decided(
                "Achat d’un barnum pour les permanences : la décision est reportée, deux devis seront "
                "présentés.",
                result="postponed",
                amount=640,
                line="operating",
            ),
        ),
        topics=("Vélo et circulation",),
    ),
    Meeting(
        site="psd",
        day=-64,
        hour="19:00",
        until="21:00",
        announced=-80,
        kind="plenary",
        title="Séance plénière : animer le faubourg sans empêcher de dormir",
        summary=(
            "61 personnes présentes. Fresque participative adoptée (49 pour, 6 contre, 6 abstentions)."
        ),
        place="Médiathèque Françoise-Sagan",
        items=(
            Item("Bruit et terrasses : ce que disent les relevés", "information", 20),
            Item("Fresque participative rue de Paradis", "vote", 20, "commission Culture"),
            Item("Charte de bon voisinage", "vote", 30, "groupe de travail Tranquillité"),
        ),
        state="approved",
        approved=-8,
        attendance=61,
        officials=("Adjoint à la maire chargé de la vie nocturne",),
        minutes=(
            "## Bruit et terrasses",
            """
            Le groupe de travail a relevé le bruit sur quatre soirs, entre 22 h et minuit, à trois
            adresses du faubourg. Les mesures ne remplacent pas celles d’un service : elles disent où
            revenir.
            """,
            Table(
                "Relevés du groupe de travail (décibels, moyenne de l’heure)",
                (
                    ("Adresse", "Mardi", "Samedi"),
                    ("Rue du Faubourg-Saint-Denis, angle Passage Brady", "62", "71"),
                    ("Rue de Paradis", "51", "58"),
                    ("Rue d’Enghien", "55", "63"),
                ),
            ),
            "## La fresque",
            """
            Deux ateliers ouverts précèdent la peinture. Le mur est prêté pour cinq ans ; l’entretien
            revient au collectif, qui s’y engage par écrit.
            """,
            Steps(
                (
                    ("Atelier de dessin", "Un samedi, ouvert à tous les âges."),
                    ("Peinture", "Deux journées, avec l’école voisine."),
                    ("Inauguration", "Avec les commerçants de la rue."),
                )
            ),
        ),
        decisions=(
            Decided(
                "Le conseil finance la fresque participative de la rue de Paradis.",
                votes=(49, 6, 6),
                amount=3800,
                line="investment",
                streets="rue de Paradis",
            ),
            Decided(
                "Le conseil adopte la charte de bon voisinage et la propose aux commerces volontaires.",
                votes=(38, 12, 11),
                streets="rue du Faubourg-Saint-Denis, passage Brady",
            ),
            Decided(
                "Fermeture de la rue d’Enghien le samedi soir : la demande n’est pas retenue.",
                result="rejected",
                votes=(19, 31, 11),
                streets="rue d’Enghien",
            ),
        ),
        erratum="Décision 2 : lire « 38 pour » et non « 36 pour », comme annoncé en séance.",
        documents=("Compte rendu approuvé de la séance plénière",),
        topics=("Culture et fêtes", "Tranquillité"),
    ),
    Meeting(
        site="svp",
        day=23,
        hour="09:30",
        until="12:00",
        announced=-1,
        kind="plenary",
        title="Séance du samedi : culture et équipements du nord du 10e",
        summary=(
            "Un horaire du matin pour celles et ceux qui travaillent tard. Garde d’enfants sur "
            "inscription."
        ),
        place="Le Louxor",
        items=(
            Item("Équipements : ce qui ouvre, ce qui ferme", "information", 30, "mairie du 10e"),
            Item("Un lieu de répétition pour les associations", "debate", 45),
            Item("Fête de quartier : budget de 1 200 €", "vote", 20, "commission Culture"),
        ),
        practical="Garde d’enfants sur inscription auprès de l’équipe, une semaine avant.",
        childcare=True,
        interpreting=True,
        topics=("Culture et fêtes",),
    ),
    Meeting(
        site="fth",
        day=4,
        hour="18:30",
        until="20:00",
        announced=-12,
        kind="commission",
        title="Commission Cadre de vie : les suites du vœu sur l’éclairage",
        summary=(
            "Ouvert à toutes et tous. On fait le point sur la réponse attendue, on choisit trois "
            "photos, on s’arrête à 20 h."
        ),
        place="Hôpital Saint-Louis",
        place_words="salle de la chapelle",
        items=(
            Item("Vœu sur l’éclairage : où en est la réponse", "information", 20),
            Item("Choix de trois photos pour le dossier", "debate", 40),
        ),
        topics=("Aménagement",),
    ),
    Meeting(
        site="gab",
        day=30,
        hour="20:45",
        until="22:15",
        announced=-2,
        kind="walkabout",
        title="Marche exploratoire : les abords du canal à la tombée du jour",
        summary=(
            "Neuf arrêts, une heure trente, plan distribué au départ. Compte rendu illustré sous "
            "quinze jours."
        ),
        place="Écluse des Récollets",
        topics=("Tranquillité", "Nature en ville"),
    ),
    Meeting(
        site="lba",
        day=37,
        hour="19:00",
        until="21:30",
        announced=-1,
        kind="plenary",
        title="Séance commune des deux conseils du nord : les abords des gares",
        summary="Louis Blanc – Aqueduc et Saint-Vincent-de-Paul – Lariboisière délibèrent ensemble.",
        place="Maison de la vie associative et citoyenne",
        items=(
            Item("Circulation autour des deux gares", "debate", 60),
            Item("Vœu commun", "vote", 20, "les deux équipes d’animation"),
        ),
        also=("svp",),
        topics=("Vélo et circulation",),
    ),
    Meeting(
        site="cel",
        day=12,
        hour="19:00",
        until="20:30",
        announced=-20,
        kind="working_group",
        title="Groupe de travail Place Bonsergent",
        summary="On prépare les comptages de la rentrée : où, quand, avec qui.",
        place="Marché couvert Saint-Martin",
        status="postponed",
        reason="La salle est prise ce soir-là.",
        moved_from=5,
        topics=("Vélo et circulation",),
    ),
    Meeting(
        site="psd",
        day=6,
        hour="18:30",
        until="20:00",
        announced=-25,
        kind="commission",
        title="Commission Culture",
        summary="Bilan de la fresque et idées pour la suite.",
        place="Square Alban-Satragne",
        status="cancelled",
        reason="Trop peu de monde disponible avant les fêtes ; la prochaine date sera annoncée ici.",
        topics=("Culture et fêtes",),
    ),
    Meeting(
        site="svp",
        day=-5,
        hour="18:30",
        until="20:00",
        announced=-19,
        kind="steering_team",
        title="Réunion d’équipe ouverte",
        summary="Préparer la séance du samedi : salle, garde d’enfants, affiches.",
        place="Square Cavaillé-Coll",
        items=(Item("Affiches et convocations", "debate", 30),),
        topics=("Vie du conseil",),
    ),
    Meeting(
        site="lba",
        day=-98,
        hour="19:00",
        until="21:00",
        announced=-112,
        kind="plenary",
        title="Séance plénière : arceaux à vélos et budget de l’année",
        summary="47 personnes présentes. Dix arceaux rue du Château-Landon, votés à une large majorité.",
        place="Paris Anim’ du Château-Landon",
        items=(
            Item("Arceaux à vélos rue du Château-Landon", "vote", 30, "groupe Vélo"),
            Item("Impressions et location de salles", "vote", 10, "équipe d’animation"),
        ),
        state="approved",
        approved=-50,
        attendance=47,
        minutes=(
            "## Les arceaux",
            """
            Trois emplacements ont été visités avec le service. Le conseil retient la rue du
            Château-Landon, devant le gymnase, où dix arceaux tiennent sans gêner le passage.
            """,
        ),
        decisions=(
            Decided(
                "Le conseil finance dix arceaux à vélos rue du Château-Landon.",
                votes=(41, 2, 4),
                amount=2900,
                line="investment",
                streets="rue du Château-Landon",
            ),
            Decided(
                "Le conseil prend en charge les impressions et la location de salles de l’année.",
                votes=(45, 0, 2),
                amount=866,
                line="operating",
            ),
        ),
        topics=("Vélo et circulation", "Budget"),
    ),
)
