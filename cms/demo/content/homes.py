"""What the homes of the seven sites say."""

from .shapes import Banner, Home, Link

NOTICE = "Contenu de démonstration – personnes et décisions fictives"

_TOWN_HALL = Link(
    "Mairie du 10e", "https://mairie10.paris.fr/", "Démarches, horaires, conseil d’arrondissement."
)
_STREET = Link(
    "DansMaRue",
    "https://www.paris.fr/dansmarue",
    "Signaler un dépôt, un trou, une lampe éteinte : c’est là, pas ici.",
)
_PERMITS = Link(
    "Végétaliser sa rue",
    "https://www.paris.fr/",
    "Demander un permis pour un pied d’arbre ou un bac.",
)

HOMES = {
    "portal": Home(
        intro="Les conseils de quartier réunissent celles et ceux qui habitent, travaillent ou étudient dans le 10e. Trouvez le vôtre, lisez ce qu’il a décidé, venez à sa prochaine séance.",
        summary="Les six conseils de quartier du 10e arrondissement de Paris.",
        highlights=(
            "Six conseils, un seul agenda : recevez les convocations",
            "Combien de temps pour prendre part à un conseil ? Nous avons compté",
        ),
        links=(
            _TOWN_HALL,
            _STREET,
            Link(
                "Données ouvertes de Paris",
                "https://opendata.paris.fr/",
                "Les périmètres officiels des conseils de quartier.",
            ),
        ),
        address="Conseils de quartier du 10e\nMairie du 10e, 72, rue du Faubourg-Saint-Martin\n75010 Paris",
    ),
    "cel": Home(
        intro="De la porte Saint-Martin au canal, des passages couverts et trois marchés. Le conseil se réunit quatre fois par an ; tout le monde peut y prendre la parole.",
        summary="Le conseil de quartier Château d’Eau – Lancry.",
        highlights=("Nouveaux panneaux d'affichage près du marché Saint-Martin",),
        links=(_TOWN_HALL, _STREET),
        address="Conseil Château d’Eau – Lancry\nMairie du 10e, 72, rue du Faubourg-Saint-Martin\n75010 Paris",
    ),
    "fth": Home(
        intro="Entre le canal et Belleville, autour d’un hôpital qui a quatre siècles. Le conseil aime les demandes courtes et les réunions qui finissent à l’heure.",
        summary="Le conseil de quartier Faubourg du Temple – Hôpital Saint-Louis.",
        links=(_TOWN_HALL, _PERMITS, _STREET),
        address="Conseil Faubourg du Temple – Hôpital Saint-Louis\nMairie du 10e, 72, rue du Faubourg-Saint-Martin\n75010 Paris",
    ),
    "gab": Home(
        intro="Deux rives, deux écluses, un jardin au milieu. Ici, on discute souvent debout, et parfois sous un parapluie.",
        summary="Le conseil de quartier Grange-aux-Belles – Terrage.",
        highlights=("Écluse des Récollets : visite avec les éclusiers",),
        links=(_TOWN_HALL, _STREET),
        address="Conseil Grange-aux-Belles – Terrage\nCouvent des Récollets, 150, rue du Faubourg-Saint-Martin\n75010 Paris",
    ),
    "lba": Home(
        intro="De la gare de l’Est à la place de Stalingrad, entre les voies ferrées et le canal. Les séances sont ouvertes : venez écouter, proposer, décider.",
        summary="Le conseil de quartier Louis Blanc – Aqueduc.",
        highlights=(
            "Carnaval : on cherche une vingtaine de bénévoles",
            "Arceaux à vélos rue du Château-Landon : la pose a commencé",
            "Bilan d’activité de l’année écoulée",
        ),
        links=(
            _TOWN_HALL,
            _STREET,
            _PERMITS,
            Link(
                "Point Éphémère",
                "https://pointephemere.org/",
                "Concerts et expositions, quai de Valmy.",
            ),
        ),
        banner=Banner(
            "warning",
            "Rue Louis-Blanc : le trottoir impair est fermé entre les numéros 30 et 42, le passage se fait en face.",
            21,
        ),
        address="Conseil Louis Blanc – Aqueduc\nMaison de la vie associative et citoyenne\n206, quai de Valmy, 75010 Paris",
        hours="le premier mardi du mois, de 18 h à 20 h",
        tagline="Entre les voies ferrées et le canal.",
    ),
    "psd": Home(
        intro="Deux portes, des passages, des théâtres et un faubourg qui ne dort pas beaucoup. Le conseil cherche comment y vivre tous ensemble.",
        summary="Le conseil de quartier Porte Saint-Denis – Paradis.",
        highlights=(
            "Dépôts sauvages : ce que révèlent trois semaines de relevés",
            "Fresque de la rue de Paradis : vingt-six peintres d'un week-end",
        ),
        links=(_TOWN_HALL, _STREET),
        address="Conseil Porte Saint-Denis – Paradis\nMairie du 10e, 72, rue du Faubourg-Saint-Martin\n75010 Paris",
    ),
    "svp": Home(
        intro="Le conseil renaît : une petite équipe, deux commissions qui démarrent, et beaucoup de questions autour de la gare du Nord.",
        summary="Le conseil de quartier Saint-Vincent-de-Paul – Lariboisière.",
        links=(),
        address="",
    ),
}
