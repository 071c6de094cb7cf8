"""Legal texts of the demo's sites that say more than the first versions."""

from .notation import Body, Callout

LEGAL: dict[str, Body] = {
    "/mentions-legales/": (
        Callout(
            "warning",
            "Site de démonstration",
            "Les personnes, les décisions et les montants de ce site sont inventés.",
        ),
        """
        Ce site fait partie d’une démonstration du logiciel libre Quartiers. Il n’est pas publié par la Ville de
        Paris et n’engage aucun conseil de quartier. Elle tourne sur votre propre machine : rien n’en sort.

        ## Contenus

        Les textes et les illustrations ont été faits pour la démonstration et peuvent être repris. Les contours
        des quartiers sont indicatifs.
        """,
    ),
}

# What the portal says of itself, and every council with it; nobody of these exists. The telephone
# numbers are of the range that is kept for fiction.
FACTS = {
    "publisher_name": "Association de démonstration Quartiers",
    "publisher_address": "1, rue de la Démonstration\n75010 Paris",
    "publisher_phone": "01 99 00 10 10",
    "director": "Camille Exemple, présidente",
    "hosting_name": "Votre propre machine",
    "hosting_address": "Là où vous êtes",
    "hosting_phone": "01 99 00 10 11",
    "dpo": "Dominique Exemple, dpo@quartiers.example",
    "accessibility_plan": "https://www.paris.fr/",
}
