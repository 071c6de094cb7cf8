"""Whose proposals somebody decides on: those of the sites whose pages they may change.

As for messages: a proposal holds a resident's address, and who only contributes answers nobody in
the council's name.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from cms.meetings.models import MeetingPage, Proposal
from cms.meetings.models.proposal import ProposalQuerySet
from sites.teams.page_rights import Owner, council_id_of

MOST_MEETINGS = 12  # a council announces a handful


def proposals_of(owners: Iterable[Owner]) -> ProposalQuerySet:
    """What was proposed on these sites and confirmed."""
    where = Q(pk__in=[])
    for owner in owners:
        where |= Q(council=council_id_of(owner))
    return Proposal.objects.known().filter(where)


def owner_of(proposal: Proposal, owners: Iterable[Owner]) -> Owner | None:
    return next((o for o in owners if council_id_of(o) == proposal.council_id), None)


def meetings_of(owner: Owner) -> list[MeetingPage]:
    """The meetings of a site whose agenda is still to come, drafts too, the next first."""
    below = MeetingPage.objects.descendant_of(owner.site.root_page)
    return list(below.filter(starts_at__gt=timezone.now()).order_by("starts_at")[:MOST_MEETINGS])
