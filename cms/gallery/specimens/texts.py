"""Components that say one thing: titles, dates, actions, pictures, places, messages."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext_lazy as _

from cms.pages.models import Place

from ..material import pictures, things
from ..material.files import file
from ..material.places import sketched
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from ..sources import icons

shelf = Shelf(Group.COMPONENTS)
FOCUS = _("Survol, focus et appui : passez dessus, puis allez-y avec la touche Tab.")

action, label = "components/action.html", _("Bouton")
shelf(
    action,
    label,
    {"href": "/contact/", "label": "Écrire à l’équipe", "note": "sous une semaine"},
    notes=(FOCUS,),
)
shelf(
    action,
    label,
    {"href": "/contact/", "label": "Proposer un sujet", "quiet": True},
    _("second choix"),
    "quiet",
    notes=(FOCUS,),
)
shelf(action, label, {"href": "/contact/", "label": things.LONG_TITLE}, _("texte long"), "long")

head, label = "components/page_head.html", _("Titre et chapeau")
titled = {"title": "L'été au canal : on sort ?", "summary": things.FIELDS["summary"]}
shelf(head, label, titled)
shelf(head, label, {**titled, "kicker": "Compte rendu"}, _("avec un surtitre"), "kicker")
shelf(
    head,
    label,
    {"title": things.LONG_TITLE, "summary": things.LONG_SUMMARY},
    _("texte long"),
    "long",
)
shelf(head, label, {"title": things.LONG_WORD}, _("mot très long"), "word")

figure, label = "components/date_figure.html", _("Date en grand")
shelf(figure, label, {"date": date(2026, 11, 22)})
shelf(
    figure,
    label,
    {"date": datetime(2026, 11, 1, 18, 30, tzinfo=UTC), "hour": True},
    _("avec l’heure, un premier du mois"),
    "hour",
)

shelf("components/icon.html", _("Icônes"), {"icons": icons()}, by="gallery/icons.html")

place, label = "components/place.html", _("Lieu")
shelf(place, label, lambda scene: sketched())
shelf(place, label, {"place": Place(name="Devant la mairie")}, _("un nom seulement"), "bare")


link, label = "components/file_link.html", _("Fichier à télécharger")
shelf(link, label, {"file": file("La charte du conseil")})
shelf(link, label, {"file": file(things.LONG_TITLE, "xlsx", 2_400_000)}, _("texte long"), "long")

picture, label = "components/picture.html", _("Image")
shelf(
    picture,
    label,
    lambda scene: {"sources": pictures.as_sources("canal", "content"), "alt": "Le canal au matin"},
)

shown, label = "components/figure.html", _("Image légendée")
caption = "Quai de Valmy, un dimanche sans voitures"


def figured(**more):
    told = {"profile": "content", "alt": "Le quai", "caption": caption, **more}
    return lambda scene: {"image": pictures.picture("canal", "Awa Diallo"), **told}


shelf(shown, label, figured())
shelf(shown, label, figured(full=True), _("s’ouvre en grand"), "full", notes=(FOCUS,))
shelf(shown, label, figured(alt="", caption=""), _("décorative"), "decorative")

photos, label = "components/gallery.html", _("Photos côte à côte")


def album(count: int):
    def made(scene: Scene) -> dict:
        told = [("canal", caption), ("rue", ""), ("place", things.LONG_SUMMARY), ("canal", "")]
        return {
            "photos": [
                SimpleNamespace(image=pictures.picture(motif), alt=f"Photo {n}", caption=words)
                for n, (motif, words) in enumerate(told[:count], 1)
            ]
        }

    return made


shelf(photos, label, album(4))
shelf(photos, label, album(1), _("une seule"), "one")

messages, label = "components/messages.html", _("Ce qui vient de se passer")
for level, state, text in (
    (constants.SUCCESS, _("réussite"), "Votre pseudonyme est enregistré."),
    (constants.INFO, _("information"), "Ce sujet a été déplacé."),
    (constants.WARNING, _("attention"), "Cette page ferme demain."),
    (constants.ERROR, _("erreur"), "Rien n’a été enregistré : réessayez dans une minute."),
):
    told = Message(level, text)
    shelf(messages, label, {"messages": [told]}, state, constants.DEFAULT_TAGS[level])

graph, label = "components/open_graph.html", _("Aperçu d’un lien ailleurs")


def shared(scene: Scene) -> dict:
    page = {
        "title": "Carnaval",
        "summary": things.FIELDS["summary"],
        "lead_image": pictures.picture("rue"),
    }
    return {"page": page}


shelf(graph, label, shared, setting=Setting.HEAD)
shelf(
    graph,
    label,
    {"page": {"title": "Contact"}},
    _("sans image ni résumé"),
    "bare",
    setting=Setting.HEAD,
)
