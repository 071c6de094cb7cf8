"""Why the forum tells somebody of a post, the strongest reason first."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sites.notifications.telling.cadence import Cadence
from sites.notifications.telling.kinds import Kind


def _mentions(n: int) -> str:
    return ngettext("%(n)s mention", "%(n)s mentions", n) % {"n": n}


def _quotes(n: int) -> str:
    return ngettext("%(n)s citation", "%(n)s citations", n) % {"n": n}


def _replies(n: int) -> str:
    return ngettext("%(n)s réponse", "%(n)s réponses", n) % {"n": n}


def _posts(n: int) -> str:
    return ngettext("%(n)s message", "%(n)s messages", n) % {"n": n}


MENTION = Kind(
    key="mention",
    order=60,
    label=_("On vous mentionne"),
    hint=_("Quelqu’un écrit votre pseudonyme précédé de @."),
    why=_("parce qu’on vous mentionne dans ce sujet"),
    counted=_mentions,
    default=Cadence.NOW,
)
QUOTE = Kind(
    key="quote",
    order=50,
    label=_("On vous cite"),
    hint=_("Quelqu’un reprend une phrase de vous."),
    why=_("parce qu’on vous cite dans ce sujet"),
    counted=_quotes,
    default=Cadence.NOW,
)
REPLY = Kind(
    key="reply",
    order=40,
    label=_("On répond à votre sujet"),
    hint=_("Par courriel, au plus un message par sujet et par quart d’heure."),
    why=_("parce qu’on répond à un sujet que vous avez ouvert"),
    counted=_replies,
    default=Cadence.NOW,
    is_paced=True,
)
WATCHED = Kind(
    key="watched",
    order=30,
    label=_("Chaque message, là où vous l’avez demandé"),
    hint=_("Par courriel, au plus un message par sujet et par quart d’heure."),
    why=_("parce que vous avez demandé chaque message de ce sujet ou de ce forum"),
    counted=_posts,
    default=Cadence.NOW,
    is_paced=True,
)
FOLLOWED = Kind(
    key="followed",
    order=20,
    label=_("Du nouveau dans ce que vous suivez"),
    hint=_("Les réponses des sujets suivis, les nouveaux sujets des forums suivis."),
    why=_("parce que vous suivez ce sujet ou ce forum"),
    counted=_posts,
    default=Cadence.DAILY,
    is_paced=True,
)
