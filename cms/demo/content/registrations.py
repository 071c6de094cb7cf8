"""Who registered for what, in the demo: with places left, full with a wait list, without limit."""

from .shapes import Registering

REGISTRATIONS = {
    ("gab", "Vide-greniers du quai de Jemmapes"): Registering(
        mode="required",
        places=80,
        seats=2,
        people=(
            *(("Anouk", 2), ("Famille Diallo", 2), ("Bastien", 1), ("Mme Ferreira", 2)),
            *(("Collectif Robinson", 2), ("Yasmine", 1), ("Les Lilas", 2), ("M. Nguyen", 1)),
        ),
    ),
    ("gab", "Marche exploratoire : les abords du canal à la tombée du jour"): Registering(
        mode="required",
        places=12,
        seats=3,
        people=(
            *(("Odile", 2), ("Karim et Lou", 2), ("Tilleul", 1), ("Sophie", 1), ("Hamid", 3)),
            *(("Jeanne", 1), ("Pavel", 2), ("Famille Roux", 3), ("Inès", 1)),
        ),
    ),
    ("lba", "Séance plénière : propreté, carnaval et budget"): Registering(
        mode="open",
        seats=4,
        people=(
            *(("Sureau", 1), ("Famille Bakri", 4), ("M. Leroy", 1), ("Églantine", 2)),
            *(("Club des lecteurs", 3), ("Moussa", 1)),
        ),
    ),
    ("psd", "Commission Culture"): Registering(
        mode="open",
        seats=4,
        people=(("Marguerite", 1), ("Bruyère", 2), ("Amina", 1), ("Les voisins du 48", 4)),
    ),
    ("svp", "Réunion d’équipe ouverte"): Registering(
        mode="open",
        places=20,
        people=(("Ludovic", 1), ("Rosa", 1), ("Mme Kaci", 1), ("Théo", 1), ("Nadia", 1)),
    ),
}
