"""How a page stands, for the templates of the admin."""

from django import template
from wagtail.models import Page

from cms.editing.scheduling import states

register = template.Library()
register.filter("page_lines", states.lines_of)


@register.filter
def page_brief(page: Page) -> dict[str, str]:
    words, date = states.brief(page)
    return {"words": words, "date": date}
