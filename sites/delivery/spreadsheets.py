"""Cells that people open in a spreadsheet: what somebody typed stays text, never a formula."""

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection


def harmless(value) -> str:
    """``value`` with an apostrophe before what a spreadsheet would run."""
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text
