"""The weight of a file as help texts and refusals say it, in the same words."""

from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MEGABYTE = 2**20  # what every limit of ours counts in, like the file managers of most people


def megabytes(size: int) -> str:
    """« 12 Mo », « 12,1 Mo »: rounded up, so that what is too heavy never weighs the limit."""
    tenths = ceil(size * 10 / MEGABYTE)
    number = number_format(tenths / 10, 1) if tenths % 10 else str(tenths // 10)
    return _("%(n)s\u00a0Mo") % {"n": number}
