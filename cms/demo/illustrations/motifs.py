"""The motifs by name: how each is drawn, which words call it, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from . import canal, city, street, table
from .grounds import Ground, Scene


@dataclass(frozen=True)
class Motif:
    """``words`` of a picture's name that call for this motif; ``shows`` is French, for the
    alternative text."""

    draw: Callable[[Scene], None]
    words: tuple[str, ...]
    shows: str
    ground: Ground = Ground.FLOOR
    dusk: bool = False


MOTIFS = {
    "carnaval": Motif(
        street.carnival,
        ("carnaval", "fete", "fanions", "benevoles"),
        "Un masque à plumes sous des guirlandes de fanions",
    ),
    "jardinieres": Motif(
        street.planters,
        ("jardinieres", "jardiniere", "fleurs", "plantes"),
        "Trois jardinières fleuries et un arrosoir",
    ),
    "panneau": Motif(
        street.notice_board,
        ("panneau", "panneaux", "affichage", "actualite", "annonce"),
        "Un panneau d’affichage garni de feuilles, un pigeon sur le toit",
    ),
    "gare": Motif(
        city.station,
        ("gare", "gares", "train", "rails"),
        "La façade d’une gare, sa grande verrière en demi-lune et son horloge",
    ),
    "marche": Motif(
        city.market,
        ("marche", "halle", "etals", "commerces"),
        "Trois étals de marché sous des auvents rayés",
    ),
    "ecluse": Motif(
        canal.lock,
        ("ecluse", "ecluses"),
        "Les portes fermées d’une écluse entre deux murs de pierre",
        Ground.NONE,
    ),
    "arceaux": Motif(
        street.bicycles,
        ("arceaux", "velo", "velos", "bicyclette"),
        "Un vélo devant une rangée d’arceaux",
    ),
    "cercle": Motif(
        table.circle,
        ("cercle", "pleniere", "seance", "seances", "reunion", "commission", "chaises", "equipe"),
        "Des chaises en cercle, vues d’en haut",
        Ground.SHEET,
    ),
    "outils": Motif(
        table.tools,
        ("outils", "outil", "bricolage", "atelier", "travaux"),
        "Un marteau, une scie, une clé et un pinceau accrochés à un panneau",
        Ground.SHEET,
    ),
    "livres": Motif(
        street.book_box,
        ("livres", "livre", "bibliotheque", "mediatheque", "lecture"),
        "Une boîte à livres en forme de maison",
    ),
    "lampadaires": Motif(
        street.lamps,
        ("lampadaires", "lampadaire", "eclairage", "nuit", "soir", "exploratoire"),
        "Trois lampadaires allumés à la tombée du jour, près d’un banc",
        dusk=True,
    ),
    "passerelle": Motif(
        canal.footbridge,
        ("passerelle", "canal", "pont", "eau"),
        "Une passerelle au-dessus du canal, entre des arbres",
        Ground.NONE,
    ),
    "toits": Motif(
        city.roofs,
        ("toits", "toit", "quartier", "logement", "accueil"),
        "Des toits de Paris, leurs lucarnes et leurs cheminées",
        Ground.NONE,
    ),
    "plaque": Motif(
        city.plate,
        ("plaque", "rue", "bienvenue", "portail"),
        "Une plaque de rue émaillée qui porte un contour au lieu d’un nom",
        Ground.SHEET,
    ),
    "bancs": Motif(
        street.bench,
        ("bancs", "banc", "square", "pause"),
        "Un banc à dossier sous un arbre, un pigeon à côté",
    ),
    "fresque": Motif(
        city.mural,
        ("fresque", "peinture", "mur", "participative"),
        "Une fresque de formes simples, une échelle et trois pots de peinture",
    ),
    "terrasse": Motif(
        street.terrace,
        ("terrasse", "terrasses", "cafe", "gouter", "parasol"),
        "Deux tables de bistrot sous des parasols rayés",
    ),
    "livraisons": Motif(
        table.delivery,
        ("livraisons", "livraison", "colis", "circulation", "triporteur"),
        "Un triporteur chargé de colis",
    ),
    "compost": Motif(
        table.compost,
        ("compost", "composteur", "biodechets"),
        "Un composteur de bois débordant de feuilles, une fourche à côté",
    ),
    "vide-greniers": Motif(
        table.jumble_sale,
        ("greniers", "grenier", "brocante", "troc", "stand"),
        "Une table de vide-greniers : lampe, vase, théière et livres",
    ),
    "vote": Motif(
        table.ballot,
        ("vote", "urne", "budget", "consultation", "voeu", "classement"),
        "Une enveloppe au-dessus d’une urne",
    ),
    "jardin": Motif(
        canal.garden,
        ("jardin", "arbres", "parc", "promenade"),
        "L’entrée d’un jardin, son allée et ses grands arbres",
        Ground.NONE,
    ),
    "papiers": Motif(
        table.papers,
        ("papiers", "document", "documents", "compte", "rendu", "charte", "bilan"),
        "Des feuilles en éventail, la première porte un tampon rond",
        Ground.SHEET,
    ),
    "calendrier": Motif(
        table.calendar,
        ("calendrier", "agenda", "dates", "convocation", "convocations", "semestre"),
        "Un calendrier mural, quelques jours en couleur",
        Ground.SHEET,
    ),
    "proprete": Motif(
        table.sweeping,
        ("proprete", "depots", "sauvages", "balai", "poubelle"),
        "Un balai, une corbeille de rue et des feuilles en tas",
    ),
    "horloge": Motif(
        city.clock,
        ("horloge", "horaires", "heure", "heures", "samedi", "permanence"),
        "Une grande horloge de rue, un pigeon posé dessus",
    ),
    "theatre": Motif(
        city.theatre,
        ("theatre", "culture", "spectacle", "cinema", "scene", "concert"),
        "Une scène de théâtre, rideau ouvert",
        Ground.SHEET,
    ),
    "marelle": Motif(
        table.hopscotch,
        ("marelle", "enfants", "jeux", "rues"),
        "Une marelle, un ballon et des craies, vus d’en haut",
        Ground.BARE,
    ),
    "porte": Motif(
        city.gateway,
        ("porte", "monument", "patrimoine", "histoire", "boulevard"),
        "Un arc de triomphe des grands boulevards",
    ),
    "colonne": Motif(
        city.column,
        ("colonne", "affiche", "affiches", "morris"),
        "Une colonne d’affichage coiffée d’un dôme",
    ),
    "paroles": Motif(
        table.bubbles,
        ("paroles", "parole", "forum", "debat", "discussion", "questions", "echanges"),
        "Des bulles de parole qui se répondent",
        Ground.SHEET,
    ),
    "plan": Motif(
        table.plan,
        ("plan", "carte", "six", "conseils", "arrondissement", "limites"),
        "Le plan de l’arrondissement en six pièces",
        Ground.BARE,
    ),
    "contour": Motif(
        table.outline,
        ("contour", "perimetre", "embleme", "identite"),
        "Une carte en papier découpé, avec ses rues",
        Ground.BARE,
    ),
}
MOTIFS |= {
    "ecole": Motif(
        city.school,
        ("ecole", "trajets", "pieton", "passage", "preau"),
        "Une école et le passage piéton devant sa porte",
    ),
    "canoes": Motif(
        canal.canoes,
        ("canoes", "canoe", "kayak", "nettoyage"),
        "Deux canoës sur le canal, avec pagaies et épuisettes",
        Ground.NONE,
    ),
    "peniche": Motif(
        canal.barge,
        ("peniche", "berge", "berges", "quai", "valmy", "jemmapes"),
        "Une péniche amarrée au quai du canal",
        Ground.NONE,
    ),
    "tri": Motif(
        city.bins, ("tri", "poubelles", "dechets", "recyclage"), "Quatre bacs de tri alignés"
    ),
}
_BY_WORD = {word: name for name, motif in MOTIFS.items() for word in (name, *motif.words)}


def motif_named(name: str) -> str:
    """The motif a picture's name calls for: the name itself, else the last of its words (split
    at hyphens) that a motif knows, else one picked by the name's digest."""
    for word in (name, *reversed(name.split("-"))):
        if word in _BY_WORD:
            return _BY_WORD[word]
    return sorted(MOTIFS)[sha256(name.encode()).digest()[0] % len(MOTIFS)]
