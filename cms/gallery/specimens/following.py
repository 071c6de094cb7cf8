"""Following the forum and being told: the controls, the pages of the account, the mails."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from forum.following import kinds as forum_kinds
from forum.following.controls import made
from forum.following.mine import Row
from forum.following.models import Level
from sites.notifications.telling import kinds
from sites.notifications.telling.forms import SettingsForm
from sites.notifications.telling.reading import Entry

from ..material import board, people, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .account import sections
from .mails import mail

shelf = Shelf(Group.FORUM)
pages = Shelf(Group.FORMS, setting=Setting.WHOLE)
WHEN = board.WHEN
SETTINGS_PATH = "/compte/notifications/reglages/"

part, label = "forum/parts/follow.html", _("Suivre")
shelf(part, label, {"follow": made("/f/", Level.NORMAL)})
shelf(part, label, {"follow": made("/f/", Level.WATCHED, is_forum=True)}, _("un forum"), "forum")

page, label, there = "forum/ignore.html", _("Ne plus lire quelqu’un"), {"path": "/forum/x/"}


def ignoring(author: str, *, is_ignored: bool):
    def made(scene: Scene) -> dict:
        told = {"place": board.place(board.MEMBER, board.topic()), "back_url": "/forum/x/"}
        told |= {"post": board.post(2, author), "excerpt": "Plutôt six."}
        return told | {"is_ignored": is_ignored, "breadcrumbs": board.HOME}

    return made


whole = Shelf(Group.FORUM, setting=Setting.WHOLE)
whole(page, label, ignoring("Bruno K.", is_ignored=False), **there)
whole(page, label, ignoring(people.RIGHT_TO_LEFT, is_ignored=True), _("déjà"), "again", **there)


# The account --------------------------------------------------------------------------------------


def entry(title: str, count: str, **more) -> Entry:
    told: dict = {"authors": ["Bruno K."], "excerpt": "", "is_unread": False, "at": WHEN}
    return Entry(title=title, count=count, url="/forum/x/", **(told | more))


ENTRIES = [
    entry(board.topic().subject, "1 mention, 3 réponses", is_unread=True),
    entry(
        things.LONG_TITLE,
        "1 message",
        is_unread=True,
        excerpt=f"Plutôt six. {things.LONG_WORD}",
        authors=[people.RIGHT_TO_LEFT],
    ),
    entry("Votre message a été masqué", "", authors=[], is_sentence=True, excerpt="Une adresse."),
    entry("Le square", "12 messages", authors=["Awa", "Bruno K.", people.LONG_NAME, "Lilas"]),
]


def listed(entries: list[Entry]):
    def made(scene: Scene) -> dict:
        has_unread = any(one.is_unread for one in entries)
        told = {"notifications": entries, "has_unread": has_unread, "until": WHEN.isoformat()}
        return told | {"account_sections": sections("/compte/notifications/")}

    return made


page, label, there = (
    "accounts/notifications.html",
    _("Notifications"),
    {"path": "/compte/notifications/"},
)
pages(page, label, listed(ENTRIES), **there)
pages(page, label, listed([]), _("vide"), "empty", **there)


def choosing(scene: Scene) -> dict:
    form = SettingsForm({kind.key: str(kind.default) for kind in kinds.all_kinds()})
    told = {"form": form, "email": "sureau@exemple.fr"}
    return told | {"account_sections": sections("/compte/notifications/")}


pages(
    "accounts/notification_settings.html",
    _("Réglages des notifications"),
    choosing,
    path=SETTINGS_PATH,
)


def follow(number: int, title: str, level: Level, *, is_forum: bool = False, url: str = "/f/"):
    return Row(f"niveau-{number}", title, url, is_forum, made("", level).choices)


ROWS = [
    follow(1, "Rues et places", Level.WATCHED, is_forum=True),
    follow(2, board.topic().subject, Level.FOLLOWED),
    follow(3, things.LONG_TITLE, Level.MUTED),
    follow(4, "Un sujet qui n’est plus visible", Level.FOLLOWED, url=""),
]


def following(rows: list[Row], names: list[str]):
    def made(scene: Scene) -> dict:
        ignored = [SimpleNamespace(whom=name, whom_id=n) for n, name in enumerate(names)]
        told = {"rows": rows, "people": ignored, "results": board.pages(1, 1)}
        told |= {"settings_url": SETTINGS_PATH, "drafts_url": "/compte/brouillons/"}
        return told | {"account_sections": sections("/compte/suivis/")}

    return made


page, label, there = "accounts/following.html", _("Ce que je suis"), {"path": "/compte/suivis/"}
pages(page, label, following(ROWS, ["Bruno K.", people.RIGHT_TO_LEFT]), **there)
pages(page, label, following([], []), _("vide"), "empty", **there)

# What links of mails open -------------------------------------------------------------------------

stop, label, there = (
    "subscriptions/stop_notices.html",
    _("Ne plus entendre parler d’un sujet"),
    {"path": "/notifications/arreter/x/"},
)


def stopping(step: str, *, is_digest: bool = False) -> dict:
    subject = "" if is_digest or step == "forged" else board.topic().subject
    return {
        "step": step,
        "is_digest": is_digest,
        "subject": subject,
        "settings_url": SETTINGS_PATH,
    }


pages(stop, label, stopping("ask"), **there)
pages(stop, label, stopping("done"), _("fait"), "done", **there)
pages(stop, label, stopping("ask", is_digest=True), _("un résumé"), "digest", **there)
pages(stop, label, stopping("forged"), _("faux"), "forged", **there)

# Mails --------------------------------------------------------------------------------------------

ROOT = "http://conseil0.exemple.fr"
LINKS = {
    "stop_link": f"{ROOT}/notifications/arreter/x/",
    "settings_link": f"{ROOT}{SETTINGS_PATH}",
}


def quote(author: str, text: str) -> dict:
    when = "22 novembre 2026 à 18 h 05"
    return {"author": author, "excerpt": text, "url": f"{ROOT}/forum/x/#message-2", "when": when}


def subject(title: str, count: str, quotes: list[dict], others: int = 0) -> dict:
    link = f"{ROOT}/forum/x/#message-2"
    return {"title": title, "count": count, "quotes": quotes, "others": others, "link": link}


QUOTES = [
    quote("Bruno K.", "Plutôt six. Voici ce qu’en dit la Ville."),
    quote(people.RIGHT_TO_LEFT, board.TEXTS[2]),
]
label = _("Du nouveau dans un sujet")
told = subject(board.topic().subject, "1 mention, 5 réponses", QUOTES, 4) | LINKS
told |= {"is_sentence": False, "why": kinds.why(forum_kinds.MENTION)}
mail("notice", label, told)
decided = subject("Votre message a été masqué", "1 décision", [quote("", "Une adresse y était.")])
decided |= {"is_sentence": True, "why": kinds.why(kinds.MODERATION), "stop_link": ""}
mail("notice", label, decided | {"settings_link": LINKS["settings_link"]}, _("décision"), "direct")

label = _("Le résumé du jour")
parts = [
    subject(board.topic().subject, "3 messages", QUOTES, 1),
    subject(things.LONG_TITLE, "1 message", QUOTES[:1]),
]
told = {"parts": parts, "others": 2, "link": f"{ROOT}/compte/notifications/", **LINKS}
mail("digest", label, told | {"is_weekly": False})
mail("digest", label, told | {"is_weekly": True, "others": 0}, _("de la semaine"), "weekly")
