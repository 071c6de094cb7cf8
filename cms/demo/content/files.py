"""Files that documents and pages offer, written by ``cms.demo.papers``."""

from .shapes import Paper

_MINUTES = """Conseil de quartier Porte Saint-Denis – Paradis
Séance plénière – compte rendu approuvé

Ouverture à 19 h 05. Soixante et une personnes présentes.

Document de démonstration : les personnes et les décisions sont inventées.
\f1. Rappel du fonctionnement

L’équipe rappelle qui peut prendre part au vote : toute personne qui habite, travaille ou étudie dans le quartier et a signé la feuille de présence. Le temps de parole est de deux minutes.
\f2. Fresque participative rue de Paradis

Le projet, son plan et son devis (3 800 €) sont présentés.
Débat : la couleur, l’entretien, la signature du mur.
Vote : 49 pour, 6 contre, 6 abstentions. Adopté.
\f3. Terrasses et tranquillité

Trois priorités : l’heure de rangement, la place laissée au passage, le bruit des chaises.
Vote sur le renvoi en commission : adopté à l’unanimité.

4. Dates des prochaines séances

Vote : adopté, 58 pour, 3 abstentions.
\fTableau de suivi

Devis des peintures – Mauve – fait
Heures de rangement des terrasses – Lilas – prochaine commission
Passage de 1,60 m rue d’Enghien – Bleuet – relevé en cours

Clôture à 21 h 10."""

FILES = (
    Paper(
        "cel-ordre-du-jour.pdf",
        "cel",
        "Ordre du jour de la séance plénière",
        """Conseil de quartier Château d’Eau – Lancry

1. Accueil et rappel du fonctionnement – 10 min
2. Marcher en sécurité autour de Bonsergent – 35 min
3. Demande d’étude sur l’éclairage – VOTE – 15 min
4. Achat de deux présentoirs – VOTE – 10 min
5. Questions libres – 30 min

Document de démonstration.""",
    ),
    Paper("psd-compte-rendu.pdf", "psd", "Compte rendu approuvé de la séance plénière", _MINUTES),
    Paper(
        "lba-bilan.pdf",
        "lba",
        "Bilan d’activité de l’année écoulée",
        """Conseil de quartier Louis Blanc – Aqueduc

Trois plénières, huit réunions de commission, quatre projets financés.
162 personnes différentes ont signé au moins une feuille de présence.

Ce qui a marché : les comptages, le carnaval.
Ce qui n’a pas marché : deux convocations tardives, un panneau fragile.

Document de démonstration.""",
    ),
    Paper(
        "lba-bilan.odt",
        "lba",
        "Bilan d’activité (à modifier)",
        """Trois plénières, huit réunions de commission, quatre projets financés.
Ce document peut être repris par la prochaine équipe.""",
    ),
    Paper(
        "lba-budget.csv",
        "lba",
        "Budget du conseil, ligne par ligne",
        rows=(
            ("enveloppe", "objet", "montant_euros", "etat"),
            ("fonctionnement", "Impressions", "486", "dépensé"),
            ("fonctionnement", "Location de salle", "380", "dépensé"),
            ("fonctionnement", "Carnaval de quartier", "900", "à voter"),
            ("fonctionnement", "Panneau rue Louis-Blanc", "450", "à voter"),
            ("investissement", "Dix arceaux à vélos", "2900", "voté"),
        ),
    ),
    Paper(
        "lba-comptage-ecole.csv",
        "lba",
        "Comptage devant l’école, un samedi de 8 h à 9 h",
        rows=(
            ("quart_d_heure", "traversees", "velos_a_contresens", "voitures_sur_le_passage"),
            ("08:00", "41", "3", "2"),
            ("08:15", "96", "5", "4"),
            ("08:30", "58", "2", "1"),
            ("08:45", "17", "1", "0"),
        ),
    ),
    Paper(
        "svp-affiche.pdf",
        "svp",
        "Séance du samedi : culture et équipements",
        """Conseil de quartier Saint-Vincent-de-Paul – Lariboisière

Un samedi matin, à 9 h 30.
Ouvert à toutes et tous. Garde d’enfants sur inscription.

Document de démonstration.""",
    ),
    Paper(
        "gab-compte-rendu.odt",
        "gab",
        "Compte rendu de la séance plénière du canal",
        """Soixante-huit personnes présentes.
Deux séances en plein air par an : 61 pour, 2 contre, 5 abstentions.
Impression des ordres du jour (320 €) : 66 pour, 2 abstentions.
Demande d’un point d’eau quai de Jemmapes : 64 pour, 1 contre, 3 abstentions.""",
    ),
    Paper(
        "fth-voeu-eclairage.pdf",
        "fth",
        "Le vœu sur l’éclairage en six images",
        """1. Le square à 18 h
2. Le square à 19 h
3. Le square à 20 h
4. Les quatre réverbères
5. Le trajet de l’hôpital au métro
6. Ce que nous demandons

Document de démonstration.""",
    ),
)
