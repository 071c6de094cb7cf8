"""Template tags of pages: pictures in ready-made sizes, words for kinds, the current menu entry."""

from django import template
from django.template.loader_tags import IncludeNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from forum.discussions.showing import Talk
from sites.themes.stack import current

from ..discussions import talk_of
from ..models.documents import DOCUMENT_KINDS
from ..pictures import sources
from ..preview_userbar import PreviewUserbar

register = template.Library()


@register.simple_tag
def picture_sources(image, profile: str):
    """The sizes of ``image`` for a profile of cms/pages/pictures.py (``Sources`` or None)."""
    return sources(image, profile) if image else None


@register.filter
def document_kind(key: str) -> str:
    """The words for a document's kind."""
    return dict(DOCUMENT_KINDS).get(key, "")


@register.simple_tag(takes_context=True)
def is_current(context, entry) -> bool:
    """Whether the page shown is the one ``entry`` leads to, or lies below it."""
    return entry.is_current(context["request"].path)


@register.simple_tag(takes_context=True)
def discussion(context) -> Talk | None:
    """``{% discussion as talk %}``: what is said about the page in the forum, or None."""
    page = context.get("page")
    return talk_of(page) if page else None


@register.simple_tag(takes_context=True)
def preview_userbar(context) -> str:
    """What the editor's preview panel looks for in a page (request.in_preview_panel)."""
    return PreviewUserbar().render_html(context)


class KeptNode(IncludeNode):
    """An include of a part that is the same on every page of a site, kept with its frame."""

    def render(self, context) -> SafeString:
        frame = context["chrome"]
        key = (self.template.resolve(context), current().key, get_language())
        if key not in frame.parts:
            frame.parts[key] = super().render(context)
        return frame.parts[key]


@register.tag
def kept(parser, token) -> KeptNode:
    """``{% kept "components/footer.html" %}``: written once for each look and language.

    It is given ``chrome`` and nothing else, so that nothing of a reader or of a page can be kept
    for the next one. Whatever its words come from must move ``CHROME``.
    """
    _tag, name = token.split_contents()
    given = {"chrome": parser.compile_filter("chrome")}
    return KeptNode(parser.compile_filter(name), extra_context=given, isolated_context=True)
