"""What the author of a proposal is told, once at each step. Contexts hold plain texts.

The mail that asks to confirm quotes nothing of what was typed: anybody can type any address.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.calendar import words
from cms.pages.models import SiteSettings
from cms.publications.models import Publication
from sites.councils.hosts import table
from sites.notifications import outbox
from sites.notifications.models import Mail
from sites.notifications.rendering import language_of

from ..models import MeetingPage, Proposal
from ..models.proposal import CONFIRMED_WITHIN
from .calls import last_moment
from .links import root_of, url_of

CALL_BACK = timedelta(minutes=10)  # how long a decision can be undone before anybody hears of it
QUEUE = "proposals_admin:queue"


def ask(proposal: Proposal) -> Mail:
    """To whoever typed it, or whose address somebody else typed."""
    return _post(
        "proposal_confirm",
        proposal,
        until=last_moment(proposal.link_ends_at),
        link=url_of(proposal),
        expires_in=CONFIRMED_WITHIN,
    )


def received(proposal: Proposal) -> Mail:
    return _post("proposal_received", proposal)


def taken(proposal: Proposal, meeting: MeetingPage, item: str, *, joined: bool) -> Mail:
    """``joined``: it is the proposal that theirs had joined which is taken."""
    told = {"item_title": item, "joined": joined} | _meeting(meeting, "agenda")
    return _post("proposal_taken", proposal, waits=CALL_BACK, **told)


def merged(proposal: Proposal, meeting: MeetingPage | None, item: str) -> Mail:
    """``meeting`` and ``item`` when the other one is on an agenda already."""
    told = {"item_title": item} | _meeting(meeting, "agenda")
    return _post("proposal_merged", proposal, waits=CALL_BACK, **told)


def answered(proposal: Proposal, answer: str, *, joined: bool) -> Mail:
    told = {"answer": answer, "joined": joined}
    return _post("proposal_answered", proposal, waits=CALL_BACK, **told)


def tell_team(proposal: Proposal) -> Mail | None:
    """To the council's own address, if its settings have one; without a word of a resident."""
    known = table()
    site = proposal.council_site or (known.portal.site if known.portal else None)
    address = SiteSettings.for_site(site).contact_email if site else ""
    if not address:
        return None
    link = settings.WAGTAILADMIN_BASE_URL + reverse(QUEUE)
    with translation.override(settings.LANGUAGE_CODE):
        context = {"link": link, **_meeting(proposal.meeting, "meeting")}
    return outbox.post("proposal_team", address, context, site=proposal.council_site)


def _post(kind: str, proposal: Proposal, waits=timedelta(), expires_in=None, **told) -> Mail:
    with translation.override(language_of(proposal.person)):
        context = {
            "about": proposal.subject,
            "pseudonym": proposal.name,
            **_meeting(proposal.meeting, "meeting"),
            "site_root": root_of(proposal),
            **told,
        }
        return outbox.post(
            kind,
            proposal.email,
            context,
            site=proposal.council_site,
            person=proposal.person,
            waits=waits,
            expires_in=expires_in,
        )


def _meeting(meeting: MeetingPage | None, prefix: str) -> dict[str, str]:
    """A meeting in words: its title, when it is, its address if everybody may read it."""
    if meeting is None:
        return {f"{prefix}_title": "", f"{prefix}_day": "", f"{prefix}_url": ""}
    row = Publication.objects.filter(page_id=meeting.pk).first()
    starts_at, day = meeting.starts_at, ""
    if starts_at and not meeting.waits_for_a_date:
        told = {"day": words.long_day(starts_at), "hour": words.hour(starts_at)}
        day = _("%(day)s, %(hour)s") % told
    return {
        f"{prefix}_title": meeting.title,
        f"{prefix}_day": day,
        f"{prefix}_url": row.url if row else "",
    }
