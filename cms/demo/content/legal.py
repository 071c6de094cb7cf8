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
        ## Éditeur

        Ce site fait partie d’une démonstration du logiciel libre Quartiers. Il n’est pas publié par la Ville de
        Paris et n’engage aucun conseil de quartier.

        ## Hébergement

        La démonstration tourne sur votre propre machine : rien n’en sort.

        ## Contenus

        Les textes et les illustrations ont été faits pour la démonstration et peuvent être repris. Les contours
        des quartiers sont indicatifs.
        """,
    ),
}
