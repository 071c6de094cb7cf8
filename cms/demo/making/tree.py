"""Adding pages as if volunteers had published them on their day."""

from typing import TypeVar

from django.utils.text import slugify
from wagtail.models import Page

from cms.pages.models import BasePage
from cms.translations.typography import french

from .demo import Demo

P = TypeVar("P", bound=BasePage)

SLUG_LENGTH = 60
# Things of one day are published through it, not all at midnight.
HOURS = ("08:40", "10:15", "11:50", "14:20", "16:05", "17:45", "18:30", "20:10")


def slug_of(title: str) -> str:
    """The address of a page, cut between two words."""
    slug = slugify(title)
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[: SLUG_LENGTH + 1].rsplit("-", 1)[0]


def add(demo: Demo, parent: Page, page: P, *, site: str, day: int) -> P:
    """Put ``page`` last below ``parent``, published ``day`` days from the day of loading."""
    page.title, page.summary = french(page.title), french(page.summary)
    page.slug = page.slug or slug_of(page.title)
    page.owner = demo.editor(site)
    page.first_published_at = demo.clock.at(day, HOURS[len(page.title) % len(HOURS)])
    page.last_published_at = page.first_published_at
    if page.lead_image:
        page.lead_image_alt = page.lead_image.description
    # A fresh parent each time: treebeard counts children in the object in hand.
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def classify(demo: Demo, page, topics: tuple[str, ...] = (), also: tuple[str, ...] = ()) -> None:
    """Give a page its themes, and other councils that list it too (before it is added)."""
    page.topics = [demo.topics[slugify(name)] for name in topics]
    page.shared_with = [demo.council(code) for code in also]
