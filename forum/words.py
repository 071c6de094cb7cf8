"""What people type into the forum, before it is kept: readable, visible, not too long."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

MAX_TITLE = 150
MAX_TEXT = 10_000

# Characters that turn the direction of what follows (UAX 9: embeddings, overrides, isolates).
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Marks of direction and characters without width or ink; joiners stay, emoji and scripts need them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb]")
_BLANK = "\u2800\u200c\u200d\ufe0f"  # look like nothing though Unicode calls them otherwise


def one_line(text: str) -> str:
    """``text`` on one line, composed, with nothing in it that turns or hides its neighbours."""
    text = unicodedata.normalize("NFC", _CONTROLS.sub(" ", text))
    return " ".join(_INVISIBLE.sub("", _TURNS.sub("", text)).split())


def is_visible(text: str) -> bool:
    """Whether a reader would see anything at all."""
    return any(
        unicodedata.category(char)[0] not in "CMZ" and char not in _BLANK
        for char in _INVISIBLE.sub("", text)
    )


def title(text: str) -> str:
    """The title of a topic as it is kept. Raises ValidationError (empty, too long)."""
    if len(text) > 20 * MAX_TITLE:  # nobody's title; do not look at it any closer
        raise _too_long(MAX_TITLE)
    text = one_line(text)
    if not is_visible(text):
        raise ValidationError(_("Écrivez un titre."), code="required")
    if len(text) > MAX_TITLE:
        raise _too_long(MAX_TITLE)
    return text


def body(text: str) -> str:
    """The text of a post as it is kept, lines ended by ``\\n``. Raises ValidationError likewise."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_TEXT:
        raise _too_long(MAX_TEXT)
    text = _TURNS.sub("", _CONTROLS.sub("", text)).strip()
    if not is_visible(text):
        raise ValidationError(_("Écrivez quelque chose avant d’envoyer."), code="required")
    return text


def _too_long(limit: int) -> ValidationError:
    message = _("C’est trop long : %(limit)s caractères au plus.")
    shown = number_format(limit, force_grouping=True)
    return ValidationError(message % {"limit": shown}, code="max_length")
