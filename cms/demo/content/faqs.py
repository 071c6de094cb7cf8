"""Frequent questions."""

from .shapes import Faq

FAQS = (
    Faq(
        "portal",
        "/",
        "Questions fréquentes",
        "Ce que l’on nous demande le plus souvent.",
        "Une question manque ? Posez-la par le formulaire de contact : la réponse viendra ici.",
        (
            (
                "Venir",
                "Faut-il s’inscrire pour assister à une séance ?",
                "Non. On entre, on s’assoit, on signe si l’on veut voter.",
            ),
            (
                "Venir",
                "Les séances sont-elles accessibles en fauteuil ?",
                "Oui, sauf mention contraire sur l’ordre du jour. L’accès est décrit pour chaque lieu.",
            ),
            (
                "Venir",
                "J’habite à la limite de deux quartiers. Lequel est le mien ?",
                "Les deux. Choisissez, et changez d’avis quand vous voulez.",
            ),
            (
                "Décider",
                "Qui vote ?",
                "Les personnes présentes qui habitent, travaillent ou étudient dans le quartier et ont signé la feuille.",
            ),
            (
                "Décider",
                "Que devient une demande adoptée ?",
                "Elle part à la mairie sous huit jours. Sa réponse est publiée telle quelle.",
            ),
            (
                "Ce site",
                "Dois-je donner mon nom ?",
                "Non. Un pseudonyme suffit pour le forum, et rien du tout pour lire.",
            ),
            (
                "Ce site",
                "Où signaler un trou ou un dépôt ?",
                "Sur [DansMaRue](https://www.paris.fr/dansmarue), l’outil de la ville. Le conseil ne peut pas intervenir.",
            ),
        ),
    ),
    Faq(
        "lba",
        "/le-conseil/",
        "Questions fréquentes",
        "Sur les séances, le budget et l’équipe.",
        "",
        (
            (
                "",
                "À quelle heure finissent les séances ?",
                "À 21 h, même si tout n’a pas été dit. Le reste passe à la suivante.",
            ),
            (
                "",
                "Qui paie le goûter du carnaval ?",
                "Le budget de fonctionnement, si le conseil le vote : 900 € sont demandés.",
            ),
            (
                "",
                "Puis-je accrocher une affiche au panneau ?",
                "Oui, deux semaines, au format A4. Donnez-la à l’équipe.",
            ),
            (
                "",
                "Comment quitter l’équipe ?",
                "En le disant. Votre nom disparaît de la page le jour même.",
            ),
        ),
    ),
)
