"""Typography that names do not carry in the database."""

import re

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.translations.typography import french

register = template.Library()
register.filter("french", stringfilter(french))

_ORDINAL = re.compile(r"\b(\d+)(er|e)\b")


@register.filter
def bound(name: str) -> str:
    """A council's name whose dash stays at the end of a line: « Louis Blanc –/Aqueduc »."""
    return str(name).replace(" –", "\u00a0–")


@register.filter
def plate_name(name: str) -> SafeString:
    """A name that breaks at its dash first, with raised ordinals (« du 10ᵉ »)."""
    halves = re.split(r"(?<=–) ", bound(name))
    return format_html_join(" ", "<span>{}</span>", ((_ordinals(half),) for half in halves))


@register.filter
def plate_district(district: str) -> str:
    """« 10e » as street plates write it (10ᵉ Arrᵗ); the name of a town as it is."""
    if not _ORDINAL.fullmatch(str(district)):
        return district
    return format_html("{} Arr<sup>t</sup>", _ordinals(district))


def _ordinals(text: str) -> SafeString:
    return mark_safe(_ORDINAL.sub(r"\1<sup>\2</sup>", escape(text)))
