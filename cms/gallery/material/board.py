"""A forum with four subjects: its forums, topics and posts, and who may do what there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from forum.acts.screens.menu import Power
from forum.acts.screens.past import Line
from forum.board.forum_tracking.reading import Mark
from forum.discussions.showing import Said, Talk
from forum.linked.cards import LinkCard
from forum.markup import Held, Reading, render, render_markdown
from forum.scope.addresses import Here
from forum.scope.closing import Closing
from forum.scope.rights import EDIT, HIDE, LOCK, MOVE, Rights
from forum.scope.tree import Node, Tree
from forum.screens.boards import ForumRow, LastPost, Section
from forum.screens.history import Change
from forum.screens.images import Shown as ShownImage
from forum.screens.moved import Moved, TraceRow
from forum.screens.places import Place, Step
from forum.screens.polls import Answer, PollForm, PollShown
from forum.screens.posts import PostRow
from forum.screens.similar import Similar
from forum.screens.thanking import ThanksRow
from forum.screens.topics import TopicRow
from forum.screens.tray import Tile
from forum.summaries.showing import Link, Shown, Thanked, Writer
from forum.versions.differences import differences
from sites.councils.hosts import HostTable
from sites.moderation.sanctions import Sanction

from . import people, pictures, sites, things

WHEN = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
ABOUT = "<p>Trottoirs, arbres, vélos, propreté.</p>"
ROOT = Node(9, "Château d’Eau – Lancry", "chateau-d-eau", "", True, (9,), None, frozenset())
NODE = Node(1, "Rues et places", "rues-et-places", ABOUT, False, (9, 1), None, frozenset())
LOCKED = Closing(1, False, "Travaux de peinture : on revient lundi.", WHEN)
ARCHIVED = Closing(1, True, "", WHEN)
CLOSED_NODE = replace(NODE, closing=ARCHIVED)
SAID = Said(
    "Sureau", WHEN, "Le trottoir est large devant le 12 : quatre arceaux y tiendraient.", "/s/"
)
TALK = Talk(12, [SAID, replace(SAID, author_name=people.RIGHT_TO_LEFT)], "/s/", "/d/")
LONG_SAID = replace(SAID, author_name=people.LONG_NAME, excerpt=things.LONG_WORD)
CLOSED_TALK = Talk(1, [LONG_SAID], "/s/")
HOME = [Step("Accueil", "/"), Step("Forum", "/forum/")]
TEXTS = (
    "Rue Eugène-Varlin, le trottoir est large devant le 12 : quatre **arceaux** y tiendraient.\n\n"
    "- sans gêner les poussettes\n- sans ôter de place de livraison",
    "> quatre arceaux y tiendraient\n\nPlutôt six. Voici ce qu’en dit la Ville : "
    "https://exemple.fr/une-adresse-si-longue-qu-elle-ne-tient-pas-sur-un-telephone/arceaux",
    "شكرا جزيلا، فكرة جيدة.",
    f"{things.LONG_WORD} {things.LONG_WORD}",
)


class Standing(Rights):
    """What somebody may do everywhere: read, or also answer, or also moderate."""

    def __init__(
        self,
        *,
        is_known: bool = False,
        moderates: bool = False,
        suspension: Sanction | None = None,
    ):
        self.is_known, self.moderates, self.suspension = is_known, moderates, suspension

    def sanction(self, forum_id: int) -> Sanction | None:
        return self.suspension

    def may(self, codename: str, forum_id: int) -> bool:
        return self.moderates and codename in (HIDE, LOCK, MOVE, EDIT)


READER = Standing()
MEMBER = Standing(is_known=True)
MODERATOR = Standing(is_known=True, moderates=True)
SUSPENDED = Standing(is_known=True, suspension=Sanction(1, 1, "respect", WHEN, None))


def place(rights: Rights = READER, topic=None, node: Node = NODE) -> Place:
    here = Here(None, HostTable({}, None, "", ()))
    rights.board = Tree({ROOT.pk: ROOT, node.pk: node})
    return Place(people.user(), here, rights, node, topic)


def topic(subject: str = "Où mettre des arceaux pour les vélos ?", **fields) -> SimpleNamespace:
    told = {
        "pk": 7,
        "slug": "des-arceaux",
        "subject": subject,
        "posts_count": 4,
        "approved": True,
        "is_locked": False,
        "hidden_on": None,
        "author_name": "Sureau",
        "last_author": people.RIGHT_TO_LEFT,
        "last_post_on": WHEN,
        "last_shown": 4,
        "is_on_top": False,
        "is_announce": False,
        "closes_at": None,
        "slow_minutes": 0,
    }
    return SimpleNamespace(**(told | fields))


def topic_row(seen: int | None = None, forum_name: str = "", **fields) -> TopicRow:
    found = topic(**fields)
    mark = None if seen is None else Mark(seen, seen + 1)
    path = f"/forum/forum/rues-1/topic/{found.slug}-7/"
    return TopicRow(found, path, mark, forum_name)  # type: ignore[arg-type]


def digest() -> Shown:
    people_here = [
        Writer("Sureau", 41, "?page=3#message-41"),
        Writer(people.RIGHT_TO_LEFT, 1, "#message-3"),
    ]
    href = "https://exemple.fr/une-adresse-si-longue-qu-elle-ne-tient-pas/arceaux"
    links = [Link(href.partition("://")[2], href, 12, "#message-12")]
    thanked = [
        Thanked(people.RIGHT_TO_LEFT, 14, 41, "?page=3#message-41"),
        Thanked("", 1, 3, "#message-3"),
    ]
    return Shown(people_here, 12, links, thanked)


def post(number: int = 1, author: str = "Sureau", **fields) -> SimpleNamespace:
    told = {
        "number": number,
        "author_name": author,
        "created": WHEN,
        "updated": WHEN,
        "updates_count": 0,
        "update_reason": "",
        "approved": True,
        "hidden_on": None,
        "removed_on": None,
        "masked_on": None,
        "is_topic_head": number == 1,
        "content": SimpleNamespace(rendered=mark_safe(render_markdown(TEXTS[(number - 1) % 4]))),
    }
    return SimpleNamespace(**(told | fields))


def post_row(found: SimpleNamespace | None = None, **fields) -> PostRow:
    found = found or post()
    told = {
        "permalink": f"#message-{found.number}",
        "is_opener": False,
        "is_new": False,
        "edit_url": "",
        "hide_url": "",
        "show_url": "",
        "report_url": f"/signaler/forum.post/{found.number}/",
        "text": found.content.rendered,
    }
    return PostRow(found, **(told | fields))  # type: ignore[arg-type]


def image(motif: str = "canal", state: str = "public", **acts: str) -> ShownImage:
    """An image of a post."""
    told = pictures.as_sources(motif, "content")
    seen = {"canal": "Le canal au matin, sans personne", "rue": things.LONG_TITLE}
    return ShownImage(
        alt=seen.get(motif, "Un banc sous les arbres"),
        width=told.width,
        height=told.height,
        src=told.src,
        avif=told.avif,
        webp=told.webp,
        url=told.src,
        state=state,
        **acts,
    )


def tile(number: int = 1, **fields: Any) -> Tile:
    """An image in a form."""
    told = pictures.as_sources("place", "content")
    words: dict[str, Any] = {
        "description": "Un banc sous les arbres",
        "is_removed": False,
        "is_posted": False,
        "is_bare": False,
    }
    key = f"{number:032x}"
    return Tile(key, told.src, told.width, told.height, **(words | fields))


def tray(*tiles: Tile, problems: Sequence[str] = ()) -> SimpleNamespace:
    """The images of a form that takes some."""
    return SimpleNamespace(is_open=True, tiles=list(tiles), problems=list(problems))


def thanks(count: int = 3, **fields: Any) -> ThanksRow:
    """Thanks under a post."""
    told: dict[str, Any] = {"is_given": False, "url": "", "author_name": "Sureau", "number": 1}
    return ThanksRow(count=count, names_url="/forum/x/merci/", **(told | fields))


def poll(**fields: Any) -> PollShown:
    """The poll of a topic that takes answers."""
    answers = [
        Answer(1, "Devant le 12", 14, 58, False),
        Answer(2, things.LONG_TITLE, 8, 33, True),
        Answer(3, "Nulle part", 2, 8, False),
    ]
    told: dict[str, Any] = {
        "question": "Où mettre les arceaux de la rue Eugène-Varlin ?",
        "answers": answers,
        "ballots": 24,
        "most": 1,
        "closes_at": WHEN,
        "is_open": True,
        "has_voted": False,
        "shows_results": False,
        "url": "",
        "is_known": False,
    }
    return PollShown(**(told | fields))


def asking(data: dict[str, str] | None = None, **fields: Any) -> SimpleNamespace:
    """The poll in a form, as somebody types it."""
    form = PollForm(data)
    told = {"is_open": True, "has_begun": False, "is_unfolded": bool(data), "form": form}
    return SimpleNamespace(**(told | fields))


QUOTABLE: dict[str, Any] = {
    "quote_url": "/repondre/?citer=2",
    "attribution": "[Bruno K. a écrit :](http://conseil0.exemple.fr/forum/x/?post=2)",
}
MARKED = (
    "> [Sureau a écrit :](http://conseil0.exemple.fr/forum/x/?post=1)\n>\n> quatre arceaux y "
    "tiendraient\n\nD’accord, @Sureau et @[Lilas blanc]. Voyez https://exemple.fr/arceaux"
)


def marked(held: Held = Held.FREE) -> str:
    """A post that quotes, mentions two people and links to elsewhere, as a reader sees it."""
    names = {"sureau": "Sureau", "lilas blanc": "Lilas blanc"}
    return mark_safe(render(MARKED, Reading(names, held, frozenset({"conseil0.exemple.fr"}))))


def linked(**fields: str) -> LinkCard:
    """What a link of ours leads to."""
    told = {
        "url": "/actualites/fete-des-jardins/",
        "title": "La fête des jardins cherche des bénévoles",
        "kind": "Actualité",
        "place_name": sites.council().name,
        "summary": "Deux heures le samedi ou le dimanche : accueil, goûter, démontage.",
    }
    return LinkCard(**(told | fields))


def with_card(card: LinkCard) -> SafeString:
    """A post in which such a link stands alone."""
    address = f"http://conseil0.exemple.fr{card.url}"
    told = {"linked": card, "address": address}
    shown = render_to_string("forum/parts/link_card.html", told).strip()
    return mark_safe(f"<p>Tout est expliqué ici :</p>\n{shown}\n<p>Qui vient ?</p>")


def changes() -> list[Change]:
    before = "Rue Varlin, trois arceaux.\n\nEt un banc."
    after = "Rue Eugène-Varlin, quatre arceaux.\n\nEt un banc."
    return [
        Change(WHEN, differences(before, after), differences("Arceaux", "Des arceaux"), False, ""),
        Change(WHEN, differences(things.LONG_WORD, f"{things.LONG_WORD} !"), [], False, "/r/"),
        Change(WHEN, [], [], True, ""),
    ]


def similar() -> list[Similar]:
    return [
        Similar(topic().subject, "/forum/x/", 4, "Rues et places"),
        Similar(things.LONG_TITLE, "/forum/y/", 1, "Présentez-vous"),
    ]


def conversation() -> list[PostRow]:
    return [
        post_row(post(1), images=[image(), image("rue")], thanks=thanks()),
        post_row(post(2, "Bruno K.", updates_count=1), is_new=True),
        post_row(post(3, people.RIGHT_TO_LEFT), is_new=True),
        post_row(post(4), is_opener=True, edit_url="/modifier/"),
    ]


def moderated() -> list[PostRow]:
    """The same as moderators see it: one post hidden, one that waits."""
    hidden = post(2, "Bruno K.", approved=False, hidden_on=WHEN)
    return [
        post_row(post(1), hide_url="/masquer/"),
        post_row(hidden, show_url="/montrer/"),
        post_row(post(3, people.RIGHT_TO_LEFT, approved=False), show_url="/montrer/"),
    ]


def forum_row(name: str = "Rues et places", **fields: Any) -> ForumRow:
    told: dict[str, Any] = {
        "url": "/forum/forum/rues-et-places-1/",
        "about": ABOUT,
        "topics": 12,
        "posts": 84,
        "last": LastPost(topic().subject, "/forum/x/", people.RIGHT_TO_LEFT, WHEN),
        "has_news": False,
        "below": [],
    }
    return ForumRow(name, **(told | fields))


def forum_rows() -> list[ForumRow]:
    last = LastPost(things.LONG_TITLE, "/forum/x/", people.LONG_NAME, WHEN)
    return [
        forum_row(has_news=True),
        forum_row("Culture, mémoire et vie associative", about="", topics=1, last=last),
        forum_row("Jardins", topics=0, last=None, below=[forum_row("Mare"), forum_row("Compost")]),
    ]


def sections() -> list[Section]:
    return [Section(sites.council().name, "/forum/", forum_rows())]


def pages(number: int = 1, last: int = 1):
    return Paginator(range(last), 1).page(number)


def powers() -> list[Power]:
    """What a moderator may do with a topic, in its groups."""
    groups = {
        "standing": (
            "Fermer le sujet",
            "Fermer à une date",
            "Mode lent",
            "Mettre en tête de liste",
        ),
        "order": ("Changer le titre", "Déplacer", "Scinder", "Réunir avec un autre"),
        "last": ("Masquer le sujet", "Historique de la modération"),
    }
    return [Power(label, "/x/", group) for group, labels in groups.items() for label in labels]


def moved() -> list[Moved]:
    return [
        Moved("Et les vélos-cargos ?", "/forum/x/", 21, 21, 1, [21]),
        Moved(things.LONG_TITLE, "/forum/x/", 22, 26, 4, [22, 23, 25, 26]),
    ]


def traces() -> list[TraceRow]:
    return [
        TraceRow(topic().subject, "/forum/x/", "Jardins", WHEN, False, "/retirer/"),
        TraceRow(things.LONG_TITLE, "/forum/x/", "Rues et places", WHEN, True, ""),
    ]


def split_choices() -> list[dict]:
    return [
        {
            "number": number,
            "author_name": name,
            "at": WHEN,
            "excerpt": "Plutôt six. Voici ce qu’en dit la Ville…",
            "is_chosen": number == 3,
        }
        for number, name in enumerate(("Bruno K.", people.RIGHT_TO_LEFT, people.LONG_NAME), 2)
    ]


def acts() -> list[Line]:
    """Acts of moderators: one that stands, one on somebody's words, one that was undone."""
    common = {"by": people.RIGHT_TO_LEFT, "at": WHEN, "rule": "", "undone": "", "undo_url": ""}
    split: dict[str, Any] = common | {"undo_url": "/annuler/", "reason": "Deux questions en une."}
    named: dict[str, Any] = common | {"rule": "Un sujet par discussion.", "reason": "Trop vague."}
    undone: dict[str, Any] = common | {"reason": "", "undone": "Annulé par Sureau"}
    return [
        Line(what="Sujet scindé", facts="3 messages, vers « Et les vélos-cargos ? »", **split),
        Line(what="Titre changé", facts=f"il s’appelait « {things.LONG_TITLE} »", **named),
        Line(what="Sujet fermé", facts="", **undone),
    ]
