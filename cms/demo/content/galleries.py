"""Photo galleries (drawings, in the demo)."""

from .shapes import Gallery, Photo

GALLERIES = (
    Gallery(
        "lba",
        -11,
        "Le quartier vu par les élèves de CM2",
        "Six lieux choisis par la classe, et ce que chacun leur évoque.",
        "La classe a marché une matinée entre le canal et les voies. Chaque groupe a choisi un lieu et écrit une phrase.",
        (
            Photo("peniche-aqueduc", "« Elle avance moins vite que nous. »"),
            Photo("gare-est", "« On dirait qu’elle attend quelqu’un. »"),
            Photo("ecole-cm2", "« C’est la nôtre, on a mesuré la grille. »"),
            Photo("passerelle-cm2", "« Du milieu, on voit les deux rives. »"),
            Photo("toits-cm2", "« Il y a un chat, troisième cheminée. »"),
            Photo("marelle-cm2", "« Le ciel est au bout. »"),
        ),
        ("Écoles et jeunesse", "Culture et fêtes"),
    ),
    Gallery(
        "gab",
        -28,
        "Un dimanche de vide-greniers",
        "Quatre stands, un orage, et des livres restés secs.",
        "Le vide-greniers du quai s’est terminé deux heures plus tôt que prévu. Les bâches ont tenu.",
        (
            Photo("vide-greniers-jemmapes", "Le matin, avant l’orage."),
            Photo("livres-jemmapes", "La table des livres."),
            Photo("theatre-jemmapes", "Le castelet des marionnettes."),
            Photo("colonne-jemmapes", "Le programme du jour."),
        ),
        ("Culture et fêtes",),
    ),
)
