"""Parts of the forum's pages."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.discussions.showing import Talk
from forum.markup import Held
from forum.screens.forms import ReplyForm, TopicForm

from ..material import board, people, things
from ..registry import Group, Setting, Shelf

shelf = Shelf(Group.FORUM)
rows = {"wrapper": "ul", "classes": "teasers"}

part, label = "forum/parts/forums.html", _("Liste de forums")
shelf(part, label, lambda scene: {"rows": board.forum_rows(), "heading": "h2"})

part, label = "forum/parts/archived.html", _("Forums archivés")
shelf(part, label, lambda scene: {"rows": board.forum_rows()})

part, label = "forum/parts/closing.html", _("Forum fermé ou archivé")
shelf(part, label, {"closing": board.LOCKED})
shelf(part, label, {"closing": board.ARCHIVED}, _("archivé, sans raison dite"), "archived")

part, label = "forum/parts/topic_row.html", _("Sujet dans une liste")


def row(seen: int | None = None, **fields):
    return lambda scene: {"row": board.topic_row(seen, **fields), "heading": "h2"}


shelf(part, label, row(), **rows)
shelf(part, label, row(0), _("nouveau"), "new", **rows)
shelf(part, label, row(2, is_locked=True), _("non lu, fermé"), "unread", **rows)
shelf(part, label, row(approved=False, hidden_on=board.WHEN), _("masqué"), "hidden", **rows)
shelf(
    part,
    label,
    row(approved=False, posts_count=1, last_shown=0),
    _("en attente"),
    "waiting",
    **rows,
)
shelf(
    part,
    label,
    row(subject=things.LONG_TITLE, author_name=people.LONG_NAME),
    _("texte long"),
    "long",
    **rows,
)

part, label = "forum/parts/post.html", _("Message")
# A post's own heading is h3: it stands below « Messages ».


def said(number: int = 1, author: str = "Sureau", post: dict | None = None, **fields):
    return lambda scene: {
        "row": board.post_row(board.post(number, author, **(post or {})), **fields)
    }


shelf(part, label, said())
shelf(part, label, said(2, "Bruno K.", is_new=True), _("nouveau, cite et renvoie ailleurs"), "new")
shelf(part, label, said(3, people.RIGHT_TO_LEFT), _("de droite à gauche"), "rtl")
shelf(part, label, said(4, people.LONG_NAME, is_opener=True), _("mot très long"), "word")
shelf(
    part,
    label,
    said(
        post={"updates_count": 1},
        edit_url="/m/",
        hide_url="/h/",
        history_url="/v/",
        **board.QUOTABLE,
    ),
    _("à soi, modifié"),
    "own",
)
shelf(
    part,
    label,
    lambda scene: said(
        post={"updates_count": 1, "update_reason": "Un numéro de téléphone en a été retiré."},
        gone=board.moved(),
        moderate_url="/m/",
    )(scene),
    _("modifié par la modération, après des messages partis"),
    "moderated",
)
shelf(
    part,
    label,
    said(post={"approved": False, "hidden_on": board.WHEN}, show_url="/s/"),
    _("masqué"),
    "hidden",
)
shelf(part, label, said(post={"approved": False}), _("en attente"), "waiting")
shelf(part, label, said(post={"masked_on": board.WHEN}), _("masqué en partie"), "masked")
shelf(
    part,
    label,
    said(post={"approved": False, "hidden_on": board.WHEN, "removed_on": board.WHEN}),
    _("retiré"),
    "removed",
)
folded = said(2, "Bruno K.", is_folded=True, ignore_url="/i/")
shelf(part, label, folded, _("d’une personne que l’on ne lit plus"), "folded")
shelf(
    part,
    label,
    lambda scene: said(text=board.marked(), **board.QUOTABLE)(scene),
    _("cite, nomme deux personnes"),
    "marked",
)
shelf(
    part,
    label,
    lambda scene: said(text=board.marked(Held.SHOWN), is_held=True, links_url="/l/")(scene),
    _("liens retenus, vus de qui l’a écrit"),
    "held",
)
shelf(
    part,
    label,
    lambda scene: said(text=board.with_card(board.linked()), has_cards=True)(scene),
    _("un lien montre où il mène"),
    "linked",
)
UNDO: dict[str, Any] = {"undo_url": "/annuler/", "undo_seconds": 42, "too_many_names": 10}
shelf(part, label, said(**UNDO), _("publié à l’instant"), "undo")

part, label = "forum/parts/link_card.html", _("Où mène un lien")


def linked(**fields: str):
    return lambda scene: {"linked": board.linked(**fields), "address": "http://exemple.fr/"}


shelf(part, label, linked())
LONG = {"title": things.LONG_TITLE, "summary": things.LONG_WORD, "place_name": people.LONG_NAME}
shelf(part, label, linked(**LONG), _("texte long"), "long")
shelf(part, label, linked(place_name="", summary=""), _("sans résumé"), "bare")

part, label = "forum/parts/undo.html", _("Annuler l’envoi")
shelf(part, label, lambda scene: {"row": board.post_row(**UNDO)})

part, label = "forum/parts/pieces.html", _("Différences entre deux versions")
shelf(part, label, lambda scene: {"pieces": board.changes()[0].pieces})

part, label = "forum/parts/similar.html", _("Sujets semblables")
shelf(part, label, lambda scene: {"similar": board.similar()})

part, label = "forum/parts/toolbar.html", _("Mise en forme d’un message")
shelf(part, label, {"controls": "id_texte"})

part, label = "forum/parts/preview.html", _("Aperçu d’un message")


def previewed(**more):
    def made(scene) -> dict:
        form = ReplyForm({"texte": board.MARKED})
        form.is_valid()
        return {"form": form, "preview": board.marked(), "user": people.user(), **more}

    return made


shelf(part, label, previewed())
shelf(
    part,
    label,
    lambda scene: previewed(preview=board.marked(Held.SHOWN), is_held=True, too_many_names=10)(
        scene
    ),
    _("liens retenus, trop de noms"),
    "held",
)

shelf(
    part,
    label,
    said(images=[board.image(), board.image("rue"), board.image("place")]),
    _("avec des images"),
    "pictured",
)

part, label = "forum/parts/post_images.html", _("Images d’un message")
shelf(part, label, lambda scene: {"images": [board.image()]})
shelf(
    part,
    label,
    lambda scene: {"images": [board.image(name) for name in ("canal", "rue", "place", "canal")]},
    _("quatre"),
    "four",
)
shelf(
    part,
    label,
    lambda scene: {
        "images": [
            board.image(state="held", show_url="/m/", hide_url="/h/"),
            board.image("rue", "hidden", show_url="/m/"),
        ]
    },
    _("en attente, masquée"),
    "held",
)

part, label = "forum/parts/images.html", _("Images d’un formulaire")
shelf(part, label, lambda scene: {"tray": board.tray()})
shelf(
    part,
    label,
    lambda scene: {
        "tray": board.tray(
            board.tile(),
            board.tile(2, description="", is_bare=True),
            problems=["dessin.svg – Un dessin SVG ne convient pas."],
        )
    },
    _("à décrire, et un refus"),
    "wrong",
)

part, label = "forum/parts/image_tile.html", _("Une image du formulaire")
tiles = {"wrapper": "ul", "classes": "image-tiles"}
shelf(part, label, lambda scene: {"tile": board.tile()}, **tiles)
shelf(
    part,
    label,
    lambda scene: {"tile": board.tile(description="", is_bare=True)},
    _("à décrire"),
    "bare",
    **tiles,
)

part, label = "forum/parts/thanks.html", _("Merci")
shelf(part, label, lambda scene: {"thanks": board.thanks(url="/merci/")})
given = board.thanks(4, url="/merci/", is_given=True)
shelf(part, label, lambda scene: {"thanks": given}, _("donné"), "given")
shelf(part, label, lambda scene: {"thanks": board.thanks(1)}, _("lire seulement"), "reader")

form, named = "forum/parts/thanks_form.html", _("Formulaire des mercis")
shelf(form, named, lambda scene: {"place": board.place(board.MEMBER)})

part, label = "forum/parts/poll.html", _("Sondage")


def polled(rights=board.MEMBER, **fields):
    return lambda scene: {"place": board.place(rights, board.topic()), "poll": board.poll(**fields)}


may = {"url": "/voter/", "is_known": True}
shelf(part, label, polled(**may))
shelf(part, label, polled(**may, most=2, closes_at=None), _("plusieurs réponses"), "several")
voted = {"has_voted": True, "shows_results": True}
shelf(part, label, polled(**may, **voted), _("après le vote"), "voted")
shelf(part, label, polled(board.READER), _("personne n’est connecté"), "reader")
shelf(
    part,
    label,
    polled(board.READER, is_open=False, shows_results=True),
    _("clos"),
    "closed",
)
wrong_words = "Choisissez une réponse."
shelf(part, label, polled(**may, error=wrong_words), _("refus"), "refused")

part, label = "forum/parts/poll_form.html", _("Poser un sondage")
shelf(part, label, lambda scene: {"asking": board.asking()})
half = {"sondage_question": "Où ?", "sondage_reponses": "Ici"}
shelf(part, label, lambda scene: {"asking": board.asking(half)}, _("erreurs"), "wrong")
shelf(part, label, lambda scene: {"asking": board.asking(has_begun=True)}, _("commencé"), "begun")

part, label = "forum/parts/opening.html", _("Ouvrir un sujet")
shelf(part, label, lambda scene: {"place": board.place(board.MEMBER), "may_open": True})
shelf(part, label, lambda scene: {"place": board.place()}, _("personne n’est connecté"), "reader")

part, label = "forum/parts/decisions.html", _("Ce que peut la modération")


shelf(part, label, lambda scene: {"powers": board.powers()})

part, label = "forum/parts/moved.html", _("Messages partis ailleurs")
shelf(part, label, lambda scene: {"gone": board.moved()})

part, label = "forum/parts/traces.html", _("Sujets partis ailleurs")
shelf(part, label, lambda scene: {"traces": board.traces()})

part, label = "forum/parts/standing.html", _("État d’un sujet")


def stands(**fields):
    return lambda scene: {"topic": board.topic(**fields), "is_closed": False}


shelf(part, label, stands(is_on_top=True, closes_at=board.WHEN))
shelf(part, label, stands(is_on_top=True, is_announce=True), _("annonce"), "announce")
shelf(part, label, stands(is_locked=True), _("fermé"), "closed")

part, label = "forum/parts/summary.html", _("Un long sujet en bref")
shelf(part, label, lambda scene: {"digest": board.digest()})

part, label = "forum/parts/mark_read.html", _("Tout marquer comme lu")
shelf(part, label, {"action": "/forum/non-lus/lu/", "until": board.WHEN.isoformat()})

part, label = "forum/parts/form.html", _("Formulaire d’un message")
shelf(part, label, lambda scene: {"form": TopicForm(), "button": _("Publier le sujet")})
DRAFT = SimpleNamespace(saved_at=board.WHEN)
shelf(
    part,
    label,
    lambda scene: {
        "form": ReplyForm({"texte": board.MARKED}),
        "button": _("Envoyer la réponse"),
        "keeps_drafts": True,
        "draft": DRAFT,
        "charter_version": "2026-11",
    },
    _("premier message, avec un brouillon"),
    "first",
)


def wrong(scene) -> dict:
    form = TopicForm({"titre": "", "texte": ""})
    form.is_valid()
    return {"form": form, "button": _("Publier le sujet")}


shelf(part, label, wrong, _("erreurs"), "wrong")

part, label = "forum/parts/answer.html", _("Répondre")


def answer(rights=board.READER, node=board.NODE, **more):
    def made(scene) -> dict:
        topic = board.topic()
        place = board.place(rights, topic, node)
        return {"place": place, "topic": topic, "last_page": "?page=3", **more}

    return made


shelf(part, label, lambda scene: answer(board.MEMBER, form=ReplyForm())(scene))
shelf(part, label, answer(), _("personne n’est connecté"), "reader")
shelf(part, label, answer(is_closed=True), _("sujet fermé"), "closed")
shelf(part, label, answer(board.MEMBER, may_reply=True), _("pas la dernière page"), "earlier")
shelf(part, label, answer(board.MEMBER), _("lire seulement"), "refused")
shelf(part, label, answer(board.SUSPENDED), _("suspension"), "suspended")
shelf(part, label, answer(node=board.CLOSED_NODE), _("forum archivé"), "archived")

part, label = "components/discussion.html", _("Discussion d’une page")
shelf(part, label, {"talk": board.TALK})
shelf(part, label, {"talk": Talk(join_url="/d/")}, _("personne n’a rien dit"), "nobody")
shelf(part, label, {"talk": board.CLOSED_TALK}, _("fermée, mot très long"), "closed")

card = {
    "title": "Où mettre des arceaux pour les vélos ?",
    "summary": "Rue Eugène-Varlin, le trottoir est large devant le 12.",
    "url": "http://conseil0.exemple.fr/forum/forum/rues-1/topic/des-arceaux-7/",
    "feed_url": "http://conseil0.exemple.fr/forum/forum/rues-1/topic/des-arceaux-7/flux.xml",
}
shelf("forum/parts/card.html", _("Aperçu d’un lien ailleurs"), card, setting=Setting.HEAD)
