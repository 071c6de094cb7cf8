"""Spreadsheets that volunteers open: what residents typed stays text, never a formula."""

from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection


def connect() -> None:
    """Give the rule to every export of the admin (XLSX cells are typed by Wagtail already)."""
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        (str, Promise): {SpreadsheetExportMixin.FORMAT_CSV: harmless},
    }


def harmless(value) -> str:
    """``value`` with an apostrophe before what a spreadsheet would run."""
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text
