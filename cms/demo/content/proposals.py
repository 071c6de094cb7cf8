"""Points that residents propose, in every state; the team of lba has some to decide on."""

from .shapes import Proposed

PLENARY = "Séance plénière : propreté, carnaval et budget"

PROPOSALS = (
    Proposed(
        site="lba",
        title=PLENARY,
        day=-1,
        subject="La traversée devant l’école de la rue de l’Aqueduc",
        text=(
            "À 16 h 30, on attend deux feux pour traverser avec une poussette, et les scooters "
            "remontent la file. Je propose que l’on compte ensemble pendant une semaine, et que le "
            "conseil demande ensuite un feu plus long."
        ),
        email="capucine@exemple.fr",
        name="Capucine",
        may_show_name=True,
    ),
    Proposed(
        site="lba",
        title=PLENARY,
        day=0,
        subject="Des arceaux à vélos devant la bibliothèque",
        text="Il y en a quatre pour tout l’îlot. Les vélos finissent attachés aux arbres.",
        email="garance@exemple.fr",
    ),
    Proposed(
        site="lba",
        title=PLENARY,
        day=-2,
        subject="Le panneau d’affichage de la rue Louis-Blanc",
        text="La vitre est cassée depuis cet été et les affiches prennent l’eau.",
        email="tilleul@exemple.fr",
        name="Tilleul",
        may_show_name=True,
        state="taken",
        item="Réparation du panneau d’affichage rue Louis-Blanc (450 €, fonctionnement)",
    ),
    Proposed(
        site="lba",
        title=PLENARY,
        day=-2,
        subject="Réparer le panneau, ou l’enlever",
        text="On ne lit plus rien derrière la vitre. Autant le réparer avant l’hiver.",
        email="genet@exemple.fr",
        state="merged",
        into="Le panneau d’affichage de la rue Louis-Blanc",
    ),
    Proposed(
        site="lba",
        title=PLENARY,
        day=-2,
        subject="Un passage piéton effacé",
        text="Celui de l’angle de la rue La Fayette ne se voit plus du tout la nuit.",
        email="muguet@exemple.fr",
        name="Muguet",
        state="answered",
        answer=(
            "Merci de l’avoir signalé. Un marquage effacé se signale directement à la Ville dans "
            "DansMaRue, qui intervient en quelques semaines ; le conseil n’a pas à le voter. Si "
            "rien ne bouge d’ici un mois, écrivez-nous : nous relaierons."
        ),
    ),
    Proposed(
        site="lba",
        title=PLENARY,
        day=-1,
        subject="Rachat de crédit : une offre pour votre association",
        text="Bonjour, nos conseillers vous rappellent gratuitement sous vingt-quatre heures.",
        email="offres@exemple.fr",
        state="set_aside",
    ),
    Proposed(
        site="lba",
        title=PLENARY,
        day=0,
        subject="Un composteur au jardin",
        text="Nous serions une dizaine à nous en occuper.",
        email="lierre@exemple.fr",
        state="to_confirm",
    ),
    Proposed(
        site="gab",
        title="Réunion en plein air, place Robert-Desnos",
        day=-1,
        subject="Des bancs à l’ombre",
        text="L’été, les trois bancs de la place sont en plein soleil tout l’après-midi.",
        email="sureau@exemple.fr",
        name="Sureau",
    ),
)
