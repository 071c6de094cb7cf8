"""What the sources of templates say of themselves."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ROOT = Path(settings.BASE_DIR) / "templates"
_COMMENT = re.compile(r"{% comment %}\s*(.+?)\s*{% endcomment %}", re.DOTALL)
_NAME = re.compile(r"``(.+?)``")
_ICON = re.compile(r'name == "(\w+)"')


def comment_of(name: str) -> str:
    """The comment on top of a template of the base theme: what it is and its context."""
    path = ROOT / name
    found = _COMMENT.search(path.read_text()) if path.is_file() else None
    return " ".join(found[1].split()) if found else ""


def marked_up(comment: str) -> SafeString:
    """A comment with its ``names`` as code."""
    return mark_safe(_NAME.sub(r"<code>\1</code>", escape(comment)))


def templates() -> list[str]:
    """Every template of the base theme, by its name."""
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.*"))


def icons() -> list[str]:
    """The names that components/icon.html knows."""
    return _ICON.findall((ROOT / "components/icon.html").read_text())
