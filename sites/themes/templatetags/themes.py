"""What templates ask of the theme they are shown in."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sites.themes import live
from sites.themes.stack import current
from sites.themes.tokens import DARK, LIGHT

register = template.Library()

DEV_SCRIPT = "js/theme-dev.js"


@register.simple_tag
def theme_static(path: str) -> str:
    """The address of ``static/<path>`` in the theme, its parents or the base theme.

    A file that is nowhere gives an address that answers 404, never a page that fails.
    """
    return current().address(path) or f"/themes/{path}"


@register.simple_tag
def theme_sheet() -> SafeString:
    """The link to the style sheet of the site."""
    return format_html('<link rel="stylesheet" href="{}">', current().sheet)


@register.simple_tag
def theme_scripts() -> SafeString:
    """The scripts that themes add (``static/js/theme.js``)."""
    addresses = [*current().scripts, *([theme_static(DEV_SCRIPT)] if live.bench() else [])]
    tag = '<script type="module" src="{}"></script>'
    return format_html_join("", tag, ((address,) for address in addresses))


@register.simple_tag
def theme_colour(name: str, scheme: str = LIGHT) -> str:
    """The value of a colour token where CSS does not reach (``scheme``: « dark » or nothing)."""
    try:
        return current().tokens.resolved(name, DARK if scheme == DARK else LIGHT)
    except (KeyError, ValueError):
        return ""


@register.simple_tag
def theme_image(name: str) -> str:
    """The address of an image token, the site's own first; empty when there is none."""
    return current().image(name)
