"""Documents of the councils, as text, as a file, or both."""

from .notation import Callout, Downloads, Figures, Table
from .shapes import Document

DOCUMENTS = (
    Document(
        "cel",
        -37,
        "agenda",
        "Ordre du jour de la séance plénière",
        "Version définitive, avec les deux points soumis au vote signalés.",
        body=(
            """
            1. Accueil et rappel du fonctionnement — 10 minutes
            2. Marcher en sécurité autour de Bonsergent : constats et débat — 35 minutes
            3. Demande d’étude sur l’éclairage — **vote**, 15 minutes
            4. Achat de deux présentoirs — **vote**, 10 minutes
            5. Questions libres — 30 minutes

            La séance est ouverte à toutes et tous. Les textes soumis au vote sont joints en fin de document.
            """,
        ),
        file="cel-ordre-du-jour.pdf",
        topics=("Vie du conseil",),
        replaces="Ordre du jour de la séance plénière (projet)",
    ),
    Document(
        "cel",
        -44,
        "agenda",
        "Ordre du jour de la séance plénière (projet)",
        "Version soumise à relecture ; remplacée par la version définitive.",
        body=(
            "Quatre points, dont un à confirmer. Les remarques étaient attendues jusqu’au dimanche suivant.",
        ),
        topics=("Vie du conseil",),
    ),
    Document(
        "psd",
        -50,
        "minutes",
        "Compte rendu approuvé de la séance plénière",
        "Cinq pages, trois décisions et un tableau de suivi.",
        body=(
            """
            Soixante et une personnes présentes. La séance est ouverte à 19 h 05 et close à 21 h 10.

            ## Fresque participative

            Le projet est présenté avec son plan et son devis. Après une demi-heure d’échanges, surtout sur la
            couleur, il est adopté : **49 pour, 6 contre, 6 abstentions**.

            ## Terrasses et tranquillité

            Trois priorités sortent des tables : l’heure de rangement, la place laissée au passage, le bruit des
            chaises. La commission Nuit les reprend.
            """,
            Table(
                "Tableau de suivi",
                (
                    ("Question", "Qui", "Quand"),
                    ("Devis des peintures", "Mauve", "Fait"),
                    ("Heures de rangement des terrasses", "Lilas", "Prochaine commission"),
                    ("Passage de 1,60 m rue d’Enghien", "Bleuet", "Relevé en cours"),
                ),
            ),
        ),
        file="psd-compte-rendu.pdf",
        topics=("Vie du conseil",),
    ),
    Document(
        "portal",
        -210,
        "charter",
        "Charte des conseils de quartier (exemple)",
        "Texte d'illustration : rôle, composition, séances, budget, modération. À remplacer par la charte en vigueur.",
        body=(
            Callout(
                "warning",
                "Texte d’exemple",
                "Cette charte a été écrite pour la démonstration. Elle n’engage personne.",
            ),
            """
            ## Rôle

            Le conseil de quartier est un lieu d’échange, de proposition et de décision sur ses propres budgets. Il
            adresse des vœux à la mairie, qui y répond par écrit.

            ## Composition

            Toute personne qui habite, travaille ou étudie dans le quartier peut y prendre part. Une équipe
            d’animation, renouvelée tous les deux ans, prépare les séances.

            ## Séances

            Au moins trois séances plénières par an, publiques. L’ordre du jour est affiché dix jours avant ; le
            compte rendu, dans le mois qui suit.

            ## Budget

            Chaque conseil vote ses dépenses en séance et en publie l’état chaque trimestre.

            ## Modération

            Le forum est modéré après publication. Toute décision est motivée et peut être revue par une autre
            personne.
            """,
        ),
        topics=("Vie du conseil",),
    ),
    Document(
        "lba",
        -95,
        "activity_report",
        "Bilan d’activité de l’année écoulée",
        "Trois plénières, huit réunions de commission, quatre projets financés.",
        body=(
            Figures(
                (
                    ("3", "plénières"),
                    ("8", "réunions de commission"),
                    ("4", "projets financés"),
                    ("162", "personnes différentes"),
                ),
                "Feuilles de présence du conseil",
            ),
            """
            ## Ce qui a marché

            Les comptages : ils ont donné des chiffres que personne n’a contestés. Le carnaval : trois cents
            enfants, et un goûter où l’on s’est parlé d’un trottoir à l’autre.

            ## Ce qui n’a pas marché

            Les convocations sont parties deux fois trop tard. Le panneau de la rue Louis-Blanc n’a servi que six
            mois. Nous n’avons pas su garder les jeunes venus à la séance de juin.
            """,
            Downloads("Le détail", ("lba-bilan.odt", "lba-budget.csv")),
        ),
        file="lba-bilan.pdf",
        topics=("Vie du conseil", "Budget"),
    ),
    Document(
        "lba",
        -30,
        "budget",
        "État du budget au dernier trimestre",
        "866 € dépensés en fonctionnement, 2 900 € en investissement ; ce qui reste à voter.",
        body=(
            Table(
                "Les deux enveloppes de l’année",
                (
                    ("Enveloppe", "Allouée", "Dépensée", "À voter", "Reste si tout passe"),
                    ("Fonctionnement", "3 306 €", "866 €", "1 350 €", "1 090 €"),
                    ("Investissement", "8 264 €", "2 900 €", "–", "5 364 €"),
                ),
            ),
            "À voter à la prochaine séance : le carnaval (900 €) et la réparation du panneau (450 €).",
        ),
        file="lba-budget.csv",
        topics=("Budget",),
    ),
    Document(
        "svp",
        -1,
        "poster",
        "Affiche A4 de la séance du samedi",
        "À imprimer et à poser dans les halls, bibliothèques et commerces volontaires.",
        file="svp-affiche.pdf",
        topics=("Vie du conseil",),
    ),
    Document(
        "gab",
        -78,
        "other",
        "Place du Colonel-Fabien : les quatre points communs des deux conseils",
        "Le texte, dans les mêmes termes, que les deux conseils portent ensemble.",
        body=(
            """
            Les conseils Grange-aux-Belles – Terrage et Faubourg du Temple – Hôpital Saint-Louis demandent :

            1. un banc avec dossier du côté de l’ombre, à plus de deux mètres de la chaussée ;
            2. un passage piéton dans l’axe de la sortie du métro ;
            3. un passage libre de 1,80 m devant les terrasses du trottoir nord ;
            4. un point d’eau, à l’emplacement de l’ancien.
            """,
        ),
        also=("fth",),
        topics=("Aménagement",),
    ),
    Document(
        "gab",
        -6,
        "minutes",
        "Compte rendu de la séance plénière du canal",
        "Trois décisions et cinq questions, chacune avec un nom et une date.",
        body=(
            "Le texte intégral est dans le fichier ; les décisions ont été résumées dans les [actualités](/actualites/).",
        ),
        file="gab-compte-rendu.odt",
        topics=("Vie du conseil",),
    ),
    Document(
        "fth",
        -60,
        "presentation",
        "Le vœu sur l’éclairage en six images",
        "La présentation projetée en séance, avec le texte de chaque image.",
        body=(
            """
            1. Le square à 18 h : on lit le panneau.
            2. Le square à 19 h : on devine le banc.
            3. Le square à 20 h : on ne voit plus l’allée.
            4. Les quatre réverbères, dont un éteint.
            5. Le trajet de l’hôpital au métro.
            6. Ce que nous demandons, et pour quand.
            """,
        ),
        file="fth-voeu-eclairage.pdf",
        topics=("Tranquillité",),
    ),
)
