"""Typography that names, dates and sizes do not carry in the database."""

import re
from datetime import date, datetime

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.translations.typography import french, french_html

register = template.Library()
register.filter("french", stringfilter(french))


@register.filter
def typeset(markup: str) -> SafeString:
    """Rendered text (HTML that is safe already; anything else is escaped) with French spaces."""
    return mark_safe(french_html(conditional_escape(markup)))


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


@register.filter(expects_localtime=True)
def day(when: date | None) -> str:
    """The day of the month; in French the first is an ordinal (1ᵉʳ), the others are not."""
    if when is None:
        return ""
    number = format_date(when, "j")
    if number == "1" and (get_language() or "fr").startswith("fr"):
        return _ordinals("1er")
    return number


@register.filter(expects_localtime=True)
def long_date(when: date | None) -> SafeString | str:
    """« 1er novembre 2026 »; nothing for no date."""
    if when is None:
        return ""
    return format_html("{} {}", day(when), format_date(when, "F Y"))


@register.filter(expects_localtime=True)
def moment(when: datetime | None) -> SafeString | str:
    """« 1er novembre 2026, 18 h 05 » as a ``<time>``; nothing for no moment."""
    if when is None:
        return ""
    hour = f"{when.hour}\u00a0h\u00a0{when:%M}"
    machine = f"{when:%Y-%m-%dT%H:%M%z}"
    return format_html('<time datetime="{}">{},\u00a0{}</time>', machine, long_date(when), hour)


@register.filter
def file_size(size: int) -> str:
    """The size of a file in bytes, in the decimal units people know (octets, ko, Mo)."""
    if size < 1000:
        return ngettext("%(n)s octet", "%(n)s octets", size) % {"n": size}
    if size < 999_500:
        value, words = size / 1000, _("%(n)s\u00a0ko")
    else:
        value, words = size / 1_000_000, _("%(n)s\u00a0Mo")
    places = 0 if value >= 10 else 1
    return words % {"n": number_format(round(value, places), places)}


def _ordinals(text: str) -> SafeString:
    return mark_safe(_ORDINAL.sub(r"\1<sup>\2</sup>", escape(text)))
