"""Whole pages of the forum."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from forum.acts.screens.forms import MergeForm, SplitForm
from forum.acts.screens.merging import Merging
from forum.acts.screens.past import History
from forum.acts.screens.places import Splitting
from forum.board.forum_conversation.refusals import Locked, TooLate
from forum.following.controls import made
from forum.following.models import Level
from forum.screens.boards import Section
from forum.screens.deciding import HIDING, UNLOCKING
from forum.screens.feeds import Entry
from forum.screens.forms import ReasonForm, ReplyForm, TopicForm
from forum.screens.places import Step
from forum.screens.reading import Card

from ..material import board, people, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORUM, setting=Setting.WHOLE)
FOLLOW = made("/f/", Level.FOLLOWED)
ROOT = "http://conseil0.exemple.fr/forum/"
CARD = Card("Forum", "Les discussions entre voisins.", ROOT, f"{ROOT}flux.xml")

index, label, there = "forum/index.html", _("Accueil du forum"), {"path": "/forum/"}


def indexed(sections: list[Section], neighbours: list[Section], *, on_portal: bool = False):
    def made(scene: Scene) -> dict:
        chrome = scene.portal_chrome if on_portal else scene.council_chrome
        told = {"sections": sections, "neighbours": neighbours, "chrome": chrome, "has_news": True}
        return {"breadcrumbs": board.HOME[:1], "card": CARD, **told}

    return made


shelf(index, label, indexed(board.sections(), []), **there)
shelf(
    index,
    label,
    indexed(board.sections(), board.sections(), on_portal=True),
    _("portail"),
    "portal",
    **there,
)
shelf(index, label, indexed([], []), _("vide"), "empty", **there)

forum, label, there = "forum/forum.html", _("Forum"), {"path": "/forum/forum/rues-et-places-1/"}


def listed(rights=board.READER, *, topics: bool = True, **more):
    def made(scene: Scene) -> dict:
        rows = [
            board.topic_row(),
            board.topic_row(is_locked=True),
            board.topic_row(subject=things.LONG_TITLE),
        ]
        told = {"place": board.place(rights), "results": board.pages(1, 3 if topics else 1)}
        told |= {"topics": rows if topics else [], "forums": [], "unlisted": [], "card": CARD}
        told |= {"traces": board.traces() if topics else []}
        return {"breadcrumbs": board.HOME, "may_open": rights.is_known, **told, **more}

    return made


shelf(forum, label, listed(), **there)
shelf(
    forum,
    label,
    lambda scene: listed(
        board.MODERATOR,
        forums=board.forum_rows(),
        unlisted=[board.topic_row(approved=False)],
        until=board.WHEN.isoformat(),
    )(scene),
    _("modération, forums rangés dessous"),
    "moderator",
    **there,
)
shelf(forum, label, listed(topics=False), _("vide"), "empty", **there)

unread, label, there = "forum/unread.html", _("Sujets non lus"), {"path": "/forum/non-lus/"}


def behind(*rows, **more):
    def made(scene: Scene) -> dict:
        told = {"breadcrumbs": board.HOME, "topics": rows, "results": board.pages(1, 3)}
        return told | {"until": board.WHEN.isoformat(), **more}

    return made


NEWS = [
    board.topic_row(2, "Rues et places"),
    board.topic_row(0, "Jardins et berges", is_locked=True),
    board.topic_row(1, things.LONG_TITLE, subject=things.LONG_TITLE),
]
shelf(unread, label, behind(*NEWS, is_cut=True), **there)
shelf(unread, label, behind(), _("tout est lu"), "empty", **there)

entries = [
    Entry(
        "tag:exemple.fr,2026-11-22:forum/sujet/7",
        "Où mettre des arceaux ?",
        f"{ROOT}forum/rues-1/topic/des-arceaux-7/",
        "Sureau",
        board.WHEN,
        board.WHEN,
        things.LONG_SUMMARY,
    )
]
shelf(
    "forum/feed.xml",
    _("Nouvelles du forum, pour les lecteurs de nouvelles"),
    {"title": "Forum", "url": ROOT, "self_url": f"{ROOT}flux.xml", "updated": board.WHEN}
    | {"entries": entries},
    setting=Setting.TEXT,
)

topic, label = "forum/topic.html", _("Sujet")
there = {"path": "/forum/forum/rues-et-places-1/topic/des-arceaux-7/"}


def opened(rights=board.READER, rows=board.conversation, topic: dict | None = None, **more):
    def made(scene: Scene) -> dict:
        found = board.topic(**(topic or {}))
        told = {"place": board.place(rights, found), "topic": found, "rows": rows(), "card": CARD}
        told |= {"breadcrumbs": [*board.HOME, Step("Rues et places", "/forum/x/")]}
        told |= {"results": board.pages(2, 3), "last_page": "?page=3", "unread_url": ""}
        return (
            told
            | {"is_closed": False, "form": None, "may_reply": False, "may_lock": False}
            | {"powers": [], "gone": [], "slow_for": 0, "digest": None}
            | more
        )

    return made


shelf(topic, label, opened(), **there)
shelf(
    topic,
    label,
    lambda scene: opened(
        board.MEMBER, form=ReplyForm(), may_reply=True, unread_url="#message-2", follow=FOLLOW
    )(scene),
    _("personne connectée"),
    "member",
    **there,
)
shelf(
    topic,
    label,
    opened(
        board.MODERATOR,
        board.moderated,
        may_lock=True,
        powers=board.powers(),
        gone=board.moved(),
    ),
    _("modération"),
    "moderator",
    **there,
)
shelf(
    topic, label, opened(topic={"is_locked": True}, is_closed=True), _("fermé"), "closed", **there
)
shelf(topic, label, opened(topic={"subject": things.LONG_TITLE}), _("titre long"), "long", **there)
shelf(
    topic,
    label,
    opened(digest=board.digest()),
    _("long sujet"),
    "digest",
    **there,
)
shelf(topic, label, opened(rows=list), _("page sans message public"), "empty", **there)

shelf(
    topic,
    label,
    lambda scene: opened(poll=board.poll(is_open=False, shows_results=True))(scene),
    _("avec un sondage"),
    "poll",
    **there,
)


def refused(scene: Scene) -> dict:
    place = board.place(board.MEMBER, board.topic())
    poll = board.poll(url="/voter/", is_known=True, error="Choisissez une réponse.")
    return {"place": place, "topic": place.topic, "poll": poll, "breadcrumbs": board.HOME}


shelf("forum/ballot.html", _("Réponse non comptée"), refused, **there)


def thanked(scene: Scene) -> dict:
    place = board.place(board.READER, board.topic())
    givers = [SimpleNamespace(user=name) for name in ("Bruno K.", people.RIGHT_TO_LEFT)]
    told = {"place": place, "post": board.post(), "givers": givers, "thanks": board.thanks(2)}
    return told | {"breadcrumbs": board.HOME, "back_url": "#message-1", "refusal": ""}


shelf("forum/givers.html", _("Qui a remercié"), thanked, **there)

write, label, there = "forum/write.html", _("Écrire"), {"path": "/forum/forum/rues-1/topic/create/"}
SENT = {"titre": "Des arceaux", "texte": board.TEXTS[0]}


def written(data: dict | None = None, refusal: str = "", **more):
    def made(scene: Scene) -> dict:
        form = TopicForm(data)
        if form.is_valid() and refusal:
            form.add_error(None, refusal)
        told = {"place": board.place(board.MEMBER), "form": form, "breadcrumbs": board.HOME}
        told |= {"heading": _("Ouvrir un sujet"), "button": _("Publier le sujet")}
        return told | {"login_url": "/compte/connexion/", "user": people.user()} | more

    return made


shelf(write, label, written(), **there)
shelf(write, label, written({"titre": "", "texte": ""}), _("erreurs"), "wrong", **there)
shelf(
    write,
    label,
    lambda scene: written(SENT, preview=board.marked())(scene),
    _("aperçu du message"),
    "preview",
    **there,
)
shelf(
    write,
    label,
    lambda scene: written(SENT, preview=board.marked(), similar=board.similar(), keeps_drafts=True)(
        scene
    ),
    _("aperçu, sujets semblables"),
    "similar",
)
shelf(
    write,
    label,
    lambda scene: written(SENT, keeps_drafts=True, notice=_("Votre brouillon est gardé."))(scene),
    _("brouillon gardé"),
    "kept",
)
shelf(
    write, label, written(SENT, trouble="signed-out"), _("connexion perdue"), "signed-out", **there
)
shelf(write, label, written(SENT, trouble="stale"), _("formulaire trop vieux"), "stale", **there)
shelf(
    write,
    label,
    lambda scene: written(SENT, str(Locked().message))(scene),
    _("refus"),
    "refused",
    **there,
)
shelf(
    write,
    label,
    lambda scene: written(
        SENT,
        tray=board.tray(board.tile(), problems=["dessin.svg – Un dessin SVG ne convient pas."]),
        asking=board.asking({"sondage_question": "Où ?", "sondage_reponses": "Ici"}),
    )(scene),
    _("images et sondage"),
    "full",
    **there,
)

decide, label = "forum/decide.html", _("Décision de la modération")


def asked(act, post=None):
    def made(scene: Scene) -> dict:
        found = board.topic()
        told = {"place": board.place(board.MODERATOR, found), "form": ReasonForm(), "post": post}
        told |= {"heading": act.heading, "outcome": act.outcome, "button": act.button}
        excerpt = "Plutôt six. Voici ce qu’en dit la Ville…"
        return told | {"breadcrumbs": board.HOME, "excerpt": excerpt, "back_url": "/forum/x/"}

    return made


shelf(decide, label, asked(UNLOCKING))
shelf(
    decide,
    label,
    lambda scene: asked(HIDING, board.post(2, "Bruno K."))(scene),
    _("un message"),
    "post",
)

split, label = "forum/split.html", _("Scinder un sujet")


def splitting(data: dict | None = None):
    def made(scene: Scene) -> dict:
        found = board.topic()
        place = board.place(board.MODERATOR, found)
        form = SplitForm(place.rights, place.node.pk, data)
        form.is_valid()
        told = {"place": place, "form": form, "choices": board.split_choices()}
        told |= {"results": board.pages(2, 3), "kept_numbers": [2, 4], "back_url": "/forum/x/"}
        told |= {
            "kept_words": _("Déjà choisis sur d’autres pages : n° 2, 4."),
            "breadcrumbs": board.HOME,
        }
        words = {"heading": Splitting.heading, "outcome": Splitting.outcome}
        return told | words | {"button": Splitting.button}

    return made


shelf(split, label, splitting())
shelf(split, label, splitting({"titre": ""}), _("erreurs"), "wrong")

merge, label = "forum/merge.html", _("Réunir deux sujets")
MERGED = {"heading": Merging.heading, "outcome": Merging.outcome, "button": Merging.button}


def merging(**more):
    def made(scene: Scene) -> dict:
        told = {"place": board.place(board.MODERATOR, board.topic()), "breadcrumbs": board.HOME}
        told |= {"other": None, "form": None, "candidates": [], "nothing": "", "wanted_words": ""}
        return told | {"back_url": "/forum/x/", **MERGED, **more}

    return made


def merging_with(scene: Scene) -> dict:
    rows = [board.topic(), board.topic(pk=8, subject=things.LONG_TITLE)]
    for row in rows:
        row.forum = SimpleNamespace(name="Rues et places")
    form = MergeForm(rows)  # type: ignore[arg-type]
    return merging(other=rows[1], form=form)(scene)


FOUND = {"url": "/x/", "forum_name": "Rues et places", "posts": 4, "at": board.WHEN}
shelf(merge, label, merging())
shelf(
    merge,
    label,
    merging(wanted_words="arceaux", candidates=[{"title": things.LONG_TITLE, **FOUND}]),
    _("sujets trouvés"),
    "found",
)
shelf(
    merge,
    label,
    merging(wanted_words="xyz", nothing=_("Aucun sujet ne porte ces mots ou cette adresse ici.")),
    _("rien trouvé"),
    "nothing",
)
shelf(merge, label, merging_with, _("à confirmer"), "confirm")

past, label = "forum/acts.html", _("Historique de la modération")


def told_past(lines, page: int = 1, last: int = 1):
    def made(scene: Scene) -> dict:
        place = board.place(board.MODERATOR, board.topic())
        told = {"place": place, "breadcrumbs": board.HOME, "back_url": "/forum/x/"}
        told |= {"results": board.pages(page, last), "numbered_from": len(lines())}
        return told | {"heading": History.heading, "outcome": History.outcome, "past_acts": lines()}

    return made


shelf(past, label, told_past(board.acts))
shelf(past, label, told_past(board.acts, 2, 3), _("plusieurs pages"), "paged")
shelf(past, label, told_past(list), _("vide"), "empty")

history, label = "forum/history.html", _("Historique d’un message")


def changed(**more):
    def made(scene: Scene) -> dict:
        found = board.topic()
        told = {"place": board.place(board.READER, found), "post": board.post(2, "Bruno K.")}
        told |= {"changes": board.changes(), "results": board.pages(), "back_url": "/forum/x/"}
        return told | {"breadcrumbs": board.HOME, "is_held": False, **more}

    return made


shelf(history, label, changed())
shelf(history, label, changed(is_held=True, results=board.pages(2, 3)), _("liens retenus"), "held")


def too_late(scene: Scene) -> dict:
    told = {"place": board.place(board.MEMBER, board.topic()), "words": TooLate().message}
    return told | {"breadcrumbs": board.HOME, "back_url": "/forum/x/"}


shelf("forum/too_late.html", _("Message qui reste en ligne"), too_late)

shelf("forum/gone.html", _("Texte rendu"), {"lost": board.TEXTS[0]})
