"""What tests of proposals share: meetings that are open, forms filled in well."""

import re
from datetime import datetime, timedelta

import html5lib
import time_machine
from django.utils import timezone

from cms.meetings.models import MeetingPage, Proposal
from cms.meetings.proposals import links
from cms.pages.form_guard import STARTED
from tests.cms.meetings.factories import in_days, meeting

NS = "{http://www.w3.org/1999/xhtml}"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"
TYPED = {
    "subject": "La traversée devant l’école",
    "text": "On attend trop au feu.\nEt si on comptait ensemble ?",
    "email": "sureau@exemple.fr",
    "name": "Sureau",
}


def open_meeting(owner, title="Séance plénière", **fields) -> MeetingPage:
    """Takes proposals for another fortnight."""
    fields.setdefault("starts_at", in_days(30))
    return meeting(owner, title, **fields)


def form_of(page: MeetingPage) -> str:
    return f"/seances/{page.year}/{page.slug}/proposer/"


def opened(client, path: str, seconds: float = 60) -> str:
    """The stamp of a form that was opened ``seconds`` ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        html = client.get(path).content.decode()
    return re.search(rf'name="{STARTED}" value="([^"]+)"', html)[1]


def send(client, page: MeetingPage, *, network=HOME, started=None, **changed):
    """Post a form of a minute ago, filled in well but for what is ``changed``."""
    started = opened(client, form_of(page)) if started is None else started
    typed = TYPED | {STARTED: started} | changed
    return client.post(form_of(page), typed, REMOTE_ADDR=network)


def shown(response) -> dict[str, str]:
    """What the fields of a form hold, by name."""
    tree = html5lib.parse(response.content.decode())
    inputs = {e.get("name"): e.get("value") or "" for e in tree.iter(f"{NS}input")}
    return inputs | {e.get("name"): e.text or "" for e in tree.iter(f"{NS}textarea")}


def words(response) -> str:
    """The text of a page, one plain space between words."""
    html = response.content.decode()
    text = re.sub(r"<[^>]*>", " ", html[html.find("<main") :])
    return " ".join(text.translate({0xA0: " ", 0x202F: " "}).replace("&#x27;", "'").split())


def proposal(meeting: MeetingPage, council=None, **fields) -> Proposal:
    """Received a day ago, unless told otherwise."""
    state = fields.setdefault("state", Proposal.State.RECEIVED)
    at = fields.setdefault("created_at", timezone.now() - timedelta(days=1))
    fields.setdefault("asked_at", at)
    if state != Proposal.State.TO_CONFIRM:
        fields.setdefault("confirmed_at", at)
    fields.setdefault("digest", f"{fields.get('subject', '')}{Proposal.objects.count()}")
    told = {name: fields.pop(name, TYPED[name]) for name in TYPED}
    return Proposal.objects.create(meeting=meeting, council=council, **told, **fields)


def confirm_path(one: Proposal) -> str:
    return f"/seances/proposition/{links.token_of(one)}/"


def at(moment: datetime):
    """A clock that stands still."""
    return time_machine.travel(moment, tick=False)
