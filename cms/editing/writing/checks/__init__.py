"""Checks of what somebody wrote, in French: a page in, findings out. Nothing is stored."""

from wagtail.models import Page

from cms.meetings.models import MeetingPage

from .finding import Finding, Level
from .meetings import findings_of_meeting
from .reading import reading_of
from .rules import apply

__all__ = ["Finding", "Level", "findings_of"]


def findings_of(page: Page) -> list[Finding]:
    """What is worth a second look on ``page`` as it stands in hand, the most serious first."""
    found = apply(reading_of(page))
    if isinstance(page, MeetingPage):
        found = [*findings_of_meeting(page), *found]
    return sorted(found, key=lambda finding: -finding.level)
