"""What the mails of notices say: each written when it leaves, from what is true at that moment."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.moderation.words import moment
from sites.notifications import outbox, rendering
from sites.notifications.models import Mail
from sites.notifications.voices import Voice, voice_of

from . import kinds, links
from .announcing import DIRECT
from .cadence import Cadence
from .models import Notice
from .reading import counted
from .sources import Told

NOTICE, DIGEST = "notice", "digest"
ONE_CLICK = "List-Unsubscribe=One-Click"  # RFC 8058, 3.1
SAID = 5  # messages that a mail about one subject quotes
SAID_IN_DIGEST, SUBJECTS = 2, 20  # of each subject in a digest, and how many of those

Tolds = Mapping[int, Told]


def subject(person: User, notices: Sequence[Notice], told: Tolds) -> Mail:
    """The mail about one subject, from the site where that is at home. Raises BadHeaderError."""
    first = told[notices[0].happening_id]
    happening, voice = notices[0].happening, voice_of(first.site)
    is_direct = happening.source == DIRECT
    stop = "" if is_direct else _stop_url(voice, person, f"{happening.source}/{happening.about}")
    language = rendering.language_of(person)
    with translation.override(language):
        context = {
            **_section(notices, told, SAID),
            "is_sentence": is_direct,
            "why": kinds.why(_strongest(notices)),
            "stop_link": stop,
            "settings_link": links.settings_url(),
        }
    return _mail(NOTICE, person, context, voice, language, stop, first.list_id)


def digest(person: User, notices: Sequence[Notice], told: Tolds) -> Mail:
    """All that waited, by subject, from the portal. Raises BadHeaderError."""
    voice = voice_of(None)
    stop = _stop_url(voice, person, links.DIGESTS)
    language = rendering.language_of(person)
    ordered = sorted(notices, key=lambda one: (one.about, one.happening.position, one.pk))
    groups = [list(group) for _about, group in groupby(ordered, key=lambda one: one.about)]
    groups.sort(key=lambda group: (-_strongest(group).order, group[0].pk))
    with translation.override(language):
        context = {
            "is_weekly": notices[0].mail == Cadence.WEEKLY,
            "parts": [_section(group, told, SAID_IN_DIGEST) for group in groups[:SUBJECTS]],
            "others": max(len(groups) - SUBJECTS, 0),
            "link": _list_url(),
            "stop_link": stop,
            "settings_link": links.settings_url(),
        }
    return _mail(DIGEST, person, context, voice, language, stop, _list_id(voice.site))


def _section(notices: Sequence[Notice], told: Tolds, most: int) -> dict[str, Any]:
    """One subject: its title, how much there is, how the first ones begin."""
    ordered = sorted(notices, key=lambda one: (one.happening.position, one.pk))
    said = [told[one.happening_id] for one in ordered[:most]]
    return {
        "title": said[0].title,
        "count": counted(notices),
        "quotes": [_quote(one) for one in said],
        "others": max(len(ordered) - most, 0),
        "link": said[0].url,
    }


def _quote(one: Told) -> dict[str, str]:
    """How a message begins, in the language that is active."""
    return {"author": one.author, "excerpt": one.excerpt, "url": one.url, "when": moment(one.at)}


def _strongest(notices: Sequence[Notice]) -> kinds.Kind:
    return max((kinds.find(one.kind) for one in notices), key=lambda kind: kind.order)


def _stop_url(voice: Voice, person: User, what: str) -> str:
    return voice.site_url + links.stop_path(person.pk, what)


def _list_url() -> str:
    return table().portal_url + reverse("telling:list")


def _list_id(site: Site | None) -> str:
    return f"<resumes.{site.hostname}>" if site else ""


def _mail(
    kind: str,
    person: User,
    context: dict[str, Any],
    voice: Voice,
    language: str,
    stop: str,
    list_id: str,
) -> Mail:
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": ONE_CLICK} if stop else {}
    return outbox.row(
        kind,
        person.email,
        rendering.render(kind, context, voice, language),
        sender=outbox.sender_of(voice),
        site=voice.site,
        person=person,
        is_bulk=True,
        headers=headers | ({"List-Id": list_id} if list_id else {}),
    )
