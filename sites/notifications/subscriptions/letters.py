"""The mails of one event: made once for all who read the same, then addressed to each.

Thousands of mails differ in two links. What is said is rendered for each language and each set of
subjects by which it came; the links stand in it as a mark, which is replaced for each subscriber.
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from sites.notifications import outbox, rendering
from sites.notifications.models import Mail
from sites.notifications.rendering import Made
from sites.notifications.voices import Voice, voice_of

from . import links
from .kinds import EventKind, Subject, known_subjects
from .models import Event, Subscriber

ONE_CLICK = "List-Unsubscribe=One-Click"  # RFC 8058, 3.1


class Letters:
    """What becomes of a sealed event in the hands of each subscriber."""

    def __init__(self, event: Event, kind: EventKind):
        self.event, self.kind = event, kind
        self.voice = voice_of(event.site)
        self.sender = outbox.sender_of(self.voice)
        self.known = known_subjects()
        self.attachment = kind.attachment(event)
        self.mark = secrets.token_hex(16)  # of letters and digits: nothing escapes it
        self._made: dict[tuple[str, tuple[str, ...]], Made] = {}

    def to(self, subscriber: Subscriber, subjects: list[str]) -> Mail:
        """The mail for ``subscriber``, to whom it comes by ``subjects``. Raises BadHeaderError."""
        keys = tuple(key for key in self.event.subjects if key in subjects)
        made = self._for(rendering.language_of(subscriber.account), keys)
        stop = links.stop_key(subscriber, self.event)
        manage = links.manage_key(subscriber)
        return outbox.row(
            self.kind.mail,
            subscriber.address,
            self._addressed(made, stop, manage),
            sender=self.sender,
            site=self.voice.site,
            person=subscriber.account,
            expires_in=self._lasts(),
            is_bulk=True,
            headers=self._headers(stop, keys),
            attachment=self.attachment,
        )

    def _for(self, language: str, keys: tuple[str, ...]) -> Made:
        known = self._made.get((language, keys))
        if known is None:
            subjects = [self.known[key] for key in keys if key in self.known]
            event = self.event
            known = render(
                self.kind, event.told, event.what, self.voice, subjects, language, self.mark
            )
            self._made[language, keys] = known
        return known

    def _addressed(self, made: Made, stop: str, manage: str) -> Made:
        marks = ((f"{self.mark}-stop", stop), (f"{self.mark}-manage", manage))
        text, html = made.text, made.html
        for mark, key in marks:
            text, html = text.replace(mark, key), html.replace(mark, key)
        return replace(made, text=text, html=html)

    def _headers(self, stop: str, keys: tuple[str, ...]) -> dict[str, str]:
        url = self.voice.site_url + reverse("subscriptions:stop", args=[stop])
        headers = {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": ONE_CLICK}
        first = next((self.known[key] for key in keys if key in self.known), None)
        return headers | ({"List-Id": first.list_id} if first and first.list_id else {})

    def _lasts(self):
        expires_at = self.event.expires_at
        return expires_at - timezone.now() if expires_at else None


def render(
    kind: EventKind,
    told: Mapping[str, Any],
    what: str,
    voice: Voice,
    subjects: list[Subject],
    language: str,
    mark: str,
) -> Made:
    """What the event says to who follows ``subjects``; ``mark`` stands for who it is."""
    with translation.override(language):
        context = {
            **kind.context(told, what),
            "subjects": [subject.label for subject in subjects],
            "stop_link": voice.site_url + reverse("subscriptions:stop", args=[f"{mark}-stop"]),
            "manage_link": voice.site_url
            + reverse("subscriptions:manage", args=[f"{mark}-manage"]),
        }
    return rendering.render(kind.mail, context, voice, language)


def specimen(
    kind: EventKind, told: Mapping[str, Any], what: str, site: Site | None, subjects: list[str]
) -> Made:
    """The same as its senders look at it: its personal links lead to nothing."""
    known = known_subjects()
    found = [known[key] for key in subjects if key in known]
    language = translation.get_language() or rendering.language_of(None)
    return render(kind, told, what, voice_of(site), found, language, "exemple")
