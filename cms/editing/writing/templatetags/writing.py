"""What Wagtail's own templates do not know, for ours that replace them."""

from django import template
from wagtail.models import Page

from ..choosing import Choice, choices

register = template.Library()


@register.simple_tag
def page_choices(parent: Page) -> list[Choice]:
    """Types of pages that may be added below ``parent``, described, in the order of use."""
    return choices(parent)
