"""The look of mails: one style sheet in tokens, written into every element.

``static/css/mail.css`` (which a theme may replace) speaks of tokens like every other sheet. Mail
programs know neither custom properties nor files: its rules are resolved and written into
``style`` attributes. What stands after its ``@media`` line is for programs that keep a sheet in
the head and for readers who chose a dark screen.
"""

import re
from functools import lru_cache

from css_inline import CSSInliner

from sites.themes.stack import Stack
from sites.themes.tokens import DARK, LIGHT, written

SHEET = "css/mail.css"
_DARK = "@media (prefers-color-scheme: dark)"
_VALUE = re.compile(r"var\(--([a-z0-9-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
KEPT = 64  # looks whose sheets are kept


def inlined(html: str, stack: Stack) -> str:
    """``html`` with the look of ``stack``."""
    light, dark = sheets(stack)
    inliner = CSSInliner(extra_css=light, load_remote_stylesheets=False, inline_style_tags=False)
    made = inliner.inline(html)
    return made.replace("</head>", f"<style>{dark}</style></head>", 1) if dark else made


def sheets(stack: Stack) -> tuple[str, str]:
    """The rules for every element, and those for dark screens."""
    return _sheets(stack.key, stack)


@lru_cache(maxsize=KEPT)
def _sheets(key: str, stack: Stack) -> tuple[str, str]:
    files = next(layer.files for layer in stack.layers if SHEET in layer.files.static)
    text = _COMMENT.sub("", files.static[SHEET].decode("utf-8-sig", "replace"))
    light, media, dark = text.partition(_DARK)
    whole = _resolved(media + dark, stack, DARK).strip()
    return _resolved(light, stack, LIGHT), whole.replace("</", "")


def _resolved(text: str, stack: Stack, scheme: str) -> str:
    """``text`` with every token replaced by its value."""

    def value(found: re.Match[str]) -> str:
        token = stack.tokens.get(found[1])
        if token is None:
            return "inherit"
        return written(token, stack.tokens.resolved(found[1], scheme))

    return _VALUE.sub(value, text)
