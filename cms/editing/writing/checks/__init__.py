"""Checks of what somebody wrote, in French: a page in, findings out. Nothing is stored."""

from wagtail.models import Page

from .finding import Finding, Level
from .reading import reading_of
from .rules import apply

__all__ = ["Finding", "Level", "findings_of"]


def findings_of(page: Page) -> list[Finding]:
    """What is worth a second look on ``page`` as it stands in hand, the most serious first."""
    return apply(reading_of(page))
