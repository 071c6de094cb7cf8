"""Spreadsheets that volunteers open: what residents typed stays text, never a formula."""

from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from sites.delivery.spreadsheets import harmless


def connect() -> None:
    """Give the rule to every export of the admin (XLSX cells are typed by Wagtail already)."""
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        (str, Promise): {SpreadsheetExportMixin.FORMAT_CSV: harmless},
    }
