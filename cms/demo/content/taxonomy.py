"""Themes and places that the pages of all councils share.

Coordinates are approximate (±100 m). A place on a border belongs to one council here, for one only
can draw it on its outline.
"""

from dataclasses import dataclass

TOPICS = (
    "Aménagement",
    "Budget",
    "Culture et fêtes",
    "Écoles et jeunesse",
    "Nature en ville",
    "Propreté",
    "Santé et solidarité",
    "Tranquillité",
    "Vélo et circulation",
    "Vie du conseil",
)


@dataclass(frozen=True)
class Spot:
    name: str
    latitude: str
    longitude: str
    council: str
    address: str = ""
    transport: str = ""
    access: str = ""


PLACES = (
    Spot(
        "Mairie du 10e",
        "48.8718",
        "2.3577",
        "cel",
        "72, rue du Faubourg-Saint-Martin",
        "Métro Château d’Eau (ligne 4), bus 38 et 39",
        "Entrée de plain-pied par la cour, ascenseur vers la salle des fêtes, boucle magnétique.",
    ),
    Spot(
        "Maison de la vie associative et citoyenne",
        "48.8823",
        "2.3688",
        "lba",
        "206, quai de Valmy",
        "Métro Jaurès ou Louis Blanc, bus 26 et 46",
        "De plain-pied. Toilettes accessibles au rez-de-chaussée.",
    ),
    Spot("Point Éphémère", "48.8814", "2.3684", "lba", "200, quai de Valmy"),
    Spot("Écluse des Récollets", "48.8738", "2.3635", "gab", "Canal Saint-Martin"),
    Spot("Hôtel du Nord", "48.8734", "2.3644", "gab", "Quai de Jemmapes"),
    Spot("Gare de l’Est", "48.8768", "2.3592", "lba"),
    Spot("Gare du Nord", "48.8805", "2.3553", "svp"),
    Spot(
        "Jardin Villemin",
        "48.8750",
        "2.3614",
        "gab",
        "14, rue des Récollets",
        "Métro Gare de l’Est (lignes 4, 5 et 7)",
        "Allées stabilisées ; une rampe côté quai de Valmy.",
    ),
    Spot("Couvent des Récollets", "48.8751", "2.3597", "gab", "150, rue du Faubourg-Saint-Martin"),
    Spot(
        "Hôpital Saint-Louis",
        "48.8745",
        "2.3685",
        "fth",
        "1, avenue Claude-Vellefaux",
        "Métro Goncourt ou Colonel Fabien, bus 46 et 75",
    ),
    Spot("Hôpital Lariboisière", "48.8824", "2.3527", "svp", "2, rue Ambroise-Paré"),
    Spot("Hôpital Fernand-Widal", "48.8817", "2.3588", "lba", "200, rue du Faubourg-Saint-Denis"),
    Spot("Marché Saint-Quentin", "48.8769", "2.3548", "svp", "85 bis, boulevard de Magenta"),
    Spot(
        "Marché couvert Saint-Martin",
        "48.8711",
        "2.3566",
        "cel",
        "20, rue Bouchardon",
        "Métro Château d’Eau (ligne 4)",
        "Deux entrées de plain-pied, rue Bouchardon et rue du Château-d’Eau.",
    ),
    Spot("Square Alban-Satragne", "48.8752", "2.3547", "psd", "107, rue du Faubourg-Saint-Denis"),
    Spot(
        "Médiathèque Françoise-Sagan",
        "48.8757",
        "2.3541",
        "psd",
        "8, rue Léon-Schwartzenberg",
        "Métro Gare de l’Est, bus 32 et 38",
        "Ascenseur, boucle magnétique à l’accueil, toilettes accessibles.",
    ),
    Spot("Passage Brady", "48.8709", "2.3549", "psd"),
    Spot("Porte Saint-Denis", "48.8697", "2.3524", "psd"),
    Spot("Porte Saint-Martin", "48.8692", "2.3559", "cel"),
    Spot("Le Louxor", "48.8834", "2.3498", "svp", "170, boulevard de Magenta"),
    Spot(
        "Caserne Vérines",
        "48.8683",
        "2.3640",
        "cel",
        "Place de la République",
        access="Ancienne « caserne du Château-d’Eau », à ne pas confondre avec celle des pompiers.",
    ),
    Spot(
        "Caserne des pompiers, rue du Château-d’Eau",
        "48.8713",
        "2.3562",
        "cel",
        access="Aussi appelée « caserne Château-d’Eau ».",
    ),
    Spot("Place de la République (côté 10e)", "48.8680", "2.3637", "cel"),
    Spot("Place Sainte-Marthe", "48.8732", "2.3722", "fth"),
    Spot("Place du Buisson-Saint-Louis", "48.8717", "2.3728", "fth"),
    Spot("Place du Colonel-Fabien", "48.8776", "2.3703", "fth"),
    Spot("Place Robert-Desnos", "48.8780", "2.3678", "gab"),
    Spot("Place Raoul-Follereau", "48.8762", "2.3637", "gab"),
    Spot("Place Jacques-Bonsergent", "48.8707", "2.3609", "cel"),
    Spot("Place de la Bataille-de-Stalingrad (côté 10e)", "48.8834", "2.3685", "lba"),
    Spot("Square Juliette-Dodu", "48.8741", "2.3706", "fth"),
    Spot("Église Saint-Vincent-de-Paul, place Franz-Liszt", "48.8785", "2.3519", "svp"),
    Spot("Square Cavaillé-Coll", "48.8791", "2.3523", "svp"),
    Spot("Église Saint-Laurent", "48.8748", "2.3579", "cel"),
    Spot("Théâtre des Bouffes du Nord", "48.8842", "2.3588", "svp", "37 bis, bd de la Chapelle"),
    Spot(
        "Paris Anim’ du Château-Landon",
        "48.8819",
        "2.3627",
        "lba",
        "31, rue du Château-Landon",
        "Métro Louis Blanc ou Stalingrad",
        "De plain-pied, porte de 90 cm.",
    ),
    Spot("Ancienne caserne de Château-Landon", "48.8813", "2.3606", "lba"),
)
