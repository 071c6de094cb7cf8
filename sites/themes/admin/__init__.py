"""Themes in the Wagtail admin: « Thèmes » installs them, « Apparence » dresses a site."""
