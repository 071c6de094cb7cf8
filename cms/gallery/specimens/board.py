"""Parts of the forum's pages."""

from django.utils.translation import gettext_lazy as _

from forum.screens.forms import ReplyForm, TopicForm

from ..material import board, people, things
from ..registry import Group, Setting, Shelf

shelf = Shelf(Group.FORUM)
rows = {"wrapper": "ul", "classes": "teasers"}

part, label = "forum/parts/forums.html", _("Liste de forums")
shelf(part, label, lambda scene: {"rows": board.forum_rows(), "heading": "h2"})

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
    said(post={"updates_count": 1}, edit_url="/m/", hide_url="/h/"),
    _("à soi, modifié"),
    "own",
)
shelf(
    part,
    label,
    said(post={"approved": False, "hidden_on": board.WHEN}, show_url="/s/"),
    _("masqué"),
    "hidden",
)
shelf(part, label, said(post={"approved": False}), _("en attente"), "waiting")

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


def decided(**fields):
    def made(scene) -> dict:
        topic = board.topic(**fields)
        return {"place": board.place(board.MODERATOR, topic), "topic": topic, "may_lock": True}

    return made


shelf(part, label, decided())
shelf(part, label, decided(is_locked=True, approved=False), _("sujet fermé et masqué"), "closed")

part, label = "forum/parts/form.html", _("Formulaire d’un message")
shelf(part, label, lambda scene: {"form": TopicForm(), "button": _("Publier le sujet")})


def wrong(scene) -> dict:
    form = TopicForm({"titre": "", "texte": ""})
    form.is_valid()
    return {"form": form, "button": _("Publier le sujet")}


shelf(part, label, wrong, _("erreurs"), "wrong")

part, label = "forum/parts/answer.html", _("Répondre")


def answer(rights=board.READER, **more):
    def made(scene) -> dict:
        topic = board.topic()
        place = board.place(rights, topic)
        return {"place": place, "topic": topic, "last_page": "?page=3", **more}

    return made


shelf(part, label, lambda scene: answer(board.MEMBER, form=ReplyForm())(scene))
shelf(part, label, answer(), _("personne n’est connecté"), "reader")
shelf(part, label, answer(is_closed=True), _("sujet fermé"), "closed")
shelf(part, label, answer(board.MEMBER, may_reply=True), _("pas la dernière page"), "earlier")
shelf(part, label, answer(board.MEMBER), _("lire seulement"), "refused")
shelf(part, label, answer(board.SUSPENDED), _("suspension"), "suspended")

card = {
    "title": "Où mettre des arceaux pour les vélos ?",
    "summary": "Rue Eugène-Varlin, le trottoir est large devant le 12.",
    "url": "http://conseil0.exemple.fr/forum/forum/rues-1/topic/des-arceaux-7/",
}
shelf("forum/parts/card.html", _("Aperçu d’un lien ailleurs"), card, setting=Setting.HEAD)
