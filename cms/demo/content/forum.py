"""Topics of the forum: real-sounding people who are invented, and who mostly agree to disagree."""

from .long_thread import LONG_THREAD
from .shapes import Message, Ruling, Thread

HOME, IDEAS, HELP = "Discussions du quartier", "Propositions et projets", "Entraide entre voisins"
SCOOTERS = "Trottinettes couchées rue Louis-Blanc : que faire, à plusieurs ?"
HELLO, DISTRICT = "Présentez-vous", "Vie de l’arrondissement"


def _m(who: str, day: int, hour: str, text: str, hidden: Ruling | None = None) -> Message:
    return Message(who, day, hour, text, hidden)


THREADS = (
    Thread(
        "portal",
        HELLO,
        "Nouveaux dans le quartier : présentez-vous",
        (
            _m(
                "coordination",
                -21,
                "09:10",
                "Quelques lignes suffisent. Un pseudonyme aussi.\n\nDites-nous par exemple **dans quel coin** vous vivez, ce que vous y aimez, et ce que vous y cherchez.",
            ),
            _m(
                "habitant1.lba",
                -21,
                "12:42",
                "Garance, rue de l’Aqueduc depuis un mois. Je cherche un atelier vélo et quelqu’un qui sait tailler un rosier.",
            ),
            _m(
                "habitant2.gab",
                -20,
                "19:05",
                "Mauve, côté Jemmapes. Pour le rosier, je peux passer un samedi. J’apporte le sécateur.",
            ),
            _m(
                "habitant3.cel",
                -18,
                "08:33",
                "Bonjour ! Je travaille près de Bonsergent, j’habite plus loin. C’est ouvert aussi à nous ?",
            ),
            _m(
                "coordination",
                -18,
                "09:00",
                "Oui : on habite, on travaille **ou** on étudie ici. Bienvenue.",
            ),
            _m(
                "habitant1.psd",
                -12,
                "21:17",
                "Genêt, passage Brady. J’aime le bruit le jour, moins la nuit. Je viens pour la commission.",
            ),
            _m(
                "habitant2.svp",
                -4,
                "18:50",
                "Nouveau venu rue de Chabrol, deux enfants, zéro plante survivante. Tous conseils acceptés.",
            ),
        ),
    ),
    Thread(
        "psd",
        HOME,
        "Livraisons rue du Faubourg-Saint-Denis : à quelles heures ça coince ?",
        (
            _m(
                "editrice.psd",
                -8,
                "08:15",
                "On rassemble des constats **datés** avant la commission. Trois lignes : l’heure, le lieu, ce qui bloque. Ni plaque, ni photo de personnes, merci.",
            ),
            _m(
                "habitant1.psd",
                -8,
                "10:52",
                "Ce matin, 10 h 40, devant le 45 : deux camions en double file, le 38 est resté sept minutes.",
            ),
            _m(
                "habitant2.psd",
                -8,
                "13:20",
                "Le mardi et le jeudi c’est pire, les grossistes livrent tous en même temps.",
            ),
            _m(
                "habitant3.psd",
                -7,
                "11:05",
                "10 h 55, angle de la rue d’Enghien. Un camion, mais il laissait passer. Il faut le dire aussi.",
            ),
            _m(
                "habitant2.psd",
                -7,
                "11:40",
                "D’accord avec Sureau. Le problème, c’est la place de livraison prise par des voitures toute la nuit.",
            ),
            _m(
                "habitant1.cel",
                -7,
                "18:31",
                "Je viens d’en face (côté Lancry), même chose rue du Château-d’Eau le vendredi.",
            ),
            _m(
                "habitant1.psd",
                -6,
                "09:12",
                "Encore eux. Toujours les mêmes, on sait bien d’où ils viennent.",
                hidden=Ruling(
                    "respect",
                    "Votre message vise des personnes pour leur origine supposée. Dites ce qui gêne (l’heure, le lieu, le camion), pas qui sont les gens.",
                    -6,
                    "09:48",
                ),
            ),
            _m(
                "moderation",
                -6,
                "10:00",
                "Un message a été masqué : on parle des camions, pas des gens. La discussion continue.",
            ),
            _m(
                "habitant3.psd",
                -5,
                "16:44",
                "> Le problème, c’est la place de livraison prise toute la nuit.\n\nJ’ai compté : 3 places sur 5 occupées à 7 h par des voitures ventouses.",
            ),
            _m(
                "editrice.psd",
                -5,
                "17:30",
                "C’est exactement ce qu’il nous faut. Quelqu’un pour compter à 7 h lundi et mardi ?",
            ),
            _m("habitant2.psd", -5, "19:02", "Lundi pour moi."),
            _m("habitant1.psd", -4, "07:20", "Mardi pour moi. Et pardon pour l’autre jour."),
        ),
    ),
    Thread(
        "lba",
        HELP,
        "Prêt d'outils entre voisins autour de la rue de l'Aqueduc",
        (
            _m(
                "habitant2.lba",
                -3,
                "18:12",
                "J’ai une perceuse qui sert deux fois par an, et pas d’échelle. Perceuse contre échelle ?",
            ),
            _m(
                "habitant3.lba",
                -3,
                "19:40",
                "Échelle de 3 m au 206, à la cave. Elle est à toi samedi.",
            ),
            _m(
                "habitant1.lba",
                -2,
                "08:05",
                "Et pourquoi pas un local ? À force de se prêter les choses, on ne sait plus où elles sont.",
            ),
            _m(
                "responsable2.lba",
                -2,
                "12:30",
                "Le local de la rue de l’Aqueduc a une armoire vide. Il faudrait :\n\n- un cahier ;\n- une règle pour les retards ;\n- quelqu’un le mercredi.",
            ),
            _m(
                "habitant2.lba",
                -1,
                "20:21",
                "Je prends le mercredi. Pour la règle : on paie le retard en gâteau.",
            ),
        ),
    ),
    Thread(
        "fth",
        HOME,
        "Terrasses : rester courtois même en désaccord",
        (
            _m(
                "habitant1.fth",
                -45,
                "22:48",
                "23 h, fenêtres fermées, on entend tout. Je ne suis pas contre les terrasses, je suis pour dormir.",
            ),
            _m(
                "habitant3.fth",
                -45,
                "23:10",
                "Et moi j’y travaille, et je rentre à 2 h. On ferme à l’heure, mais les gens restent debout devant.",
            ),
            _m(
                "habitant2.fth",
                -44,
                "08:02",
                "Il faut arrêter de dire que c’est impossible. Deux cafés de la rue y arrivent très bien.",
            ),
            _m(
                "moderation",
                -44,
                "14:00",
                "Plusieurs messages frôlaient la règle 1. Le sujet est fermé ; le débat reprend en commission, à voix basse.",
            ),
        ),
        locked="Rappel de la charte ; le débat reprend en commission.",
    ),
    LONG_THREAD,
    Thread(
        "lba",
        HOME,
        SCOOTERS,
        (
            _m(
                "habitant1.lba",
                -4,
                "18:20",
                "Trois trottinettes couchées ce matin devant le passage piéton, au niveau du 20. Avec une poussette, on descend sur la chaussée. Vous faites comment, chez vous ?",
            ),
            _m(
                "habitant2.gab",
                -4,
                "19:02",
                "On les relève, on note l’heure, et on recommence le lendemain. Une station à dix pas changerait tout.",
            ),
            _m(
                "habitant2.svp",
                -3,
                "08:11",
                "Moi je sais très bien qui les laisse là : la dame du deuxième, au-dessus de la pharmacie, celle qui rentre seule tous les soirs vers 23 h. Allez donc sonner chez elle.",
            ),
            _m(
                "habitant3.psd",
                -3,
                "12:40",
                "J’en loue, en bon état, 15 € la semaine, casque compris. Écrivez-moi, je livre jusqu’à la rue de l’Aqueduc.",
            ),
            _m(
                "editrice.lba",
                -2,
                "09:30",
                "Merci pour les relevés. Restons sur les lieux et les heures : c’est ce que la commission Mobilités peut porter.",
            ),
        ),
    ),
    Thread(
        "lba",
        IDEAS,
        "Un banc et un arbre devant l'école : on le demande comment ?",
        (
            _m(
                "habitant1.lba",
                -26,
                "17:03",
                "Tous les soirs, vingt parents debout sur un trottoir au soleil. Un banc, un arbre. À qui le demande-t-on ?",
            ),
            _m(
                "editrice.lba",
                -26,
                "20:15",
                "Le conseil peut voter un banc (investissement). Pour l’arbre, c’est la ville : on peut le demander dans le même texte. La commission Mobilités se réunit le premier mardi du mois.",
            ),
            _m(
                "habitant3.lba",
                -25,
                "09:47",
                "J’y serai. J’apporte un plan avec les réseaux, on évite de planter sur le gaz.",
            ),
        ),
    ),
    Thread(
        "gab",
        HOME,
        "Quelqu'un a perdu un perroquet quai de Jemmapes ?",
        (
            _m(
                "habitant3.gab",
                -10,
                "07:58",
                "Vert, bavard, sur le platane face à l’écluse. Il dit « stationnement interdit ».",
            ),
            _m("habitant1.gab", -10, "09:12", "C’est celui du kiosque ! Je préviens."),
            _m(
                "habitant3.gab",
                -10,
                "12:20",
                "Rentré chez lui, il dit maintenant « bonjour à tous ».",
            ),
        ),
    ),
    Thread(
        "cel",
        IDEAS,
        "Un marché de nuit une fois l'an, rue Bouchardon ?",
        (
            _m(
                "habitant2.cel",
                -33,
                "20:02",
                "Une soirée, jusqu’à 22 h, avec les commerçants du marché couvert. Juste une fois, pour voir.",
            ),
            _m(
                "habitant1.cel",
                -32,
                "08:40",
                "Pour, si l’on range à 22 h 30. Au-dessus, il y a des chambres d’enfants.",
            ),
            _m(
                "responsable.cel",
                -31,
                "18:00",
                "On le met à l’ordre du jour d’une réunion d’équipe. Il faudra une personne par étal pour le rangement.",
            ),
            _m("habitant3.cel", -30, "13:13", "J’en suis une."),
        ),
    ),
    Thread(
        "portal",
        DISTRICT,
        "Boucles à vélo : où en manque-t-il vraiment ?",
        (
            _m(
                "habitant2.lba",
                -15,
                "08:22",
                "On en parle dans chaque conseil, chacun de son côté. Et si l’on faisait **une** carte ?",
            ),
            _m(
                "habitant1.fth",
                -14,
                "12:00",
                "Devant l’hôpital Saint-Louis, le soir : zéro place, vingt vélos.",
            ),
            _m(
                "habitant3.svp",
                -13,
                "19:19",
                "Square Cavaillé-Coll, côté rue Bossuet. Et gare du Nord, bien sûr.",
            ),
            _m(
                "coordination",
                -12,
                "10:05",
                "On recopie ici tout ce qui arrive avant la fin du mois, avec l’adresse.",
            ),
        ),
    ),
    Thread(
        "fth",
        HELP,
        "Cherche binôme d'arrosage pour le bac n° 7",
        (
            _m(
                "habitant2.fth",
                -6,
                "07:45",
                "Jours pairs pris. Il me faut quelqu’un pour les impairs, à partir de juin.",
            ),
            _m("habitant3.fth", -6, "21:30", "Moi. Mais pas le 13, c’est mon anniversaire."),
        ),
    ),
)
