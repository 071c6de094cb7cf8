"""What people type into the forum, before it is kept: readable, visible, not too long."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from sites.accounts.characters import INVISIBLE, TURNS, is_visible

MAX_TITLE = 150
MAX_TEXT = 10_000

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb]")


def one_line(text: str) -> str:
    """``text`` on one line, composed, with nothing in it that turns or hides its neighbours."""
    text = unicodedata.normalize("NFC", _CONTROLS.sub(" ", text))
    return " ".join(INVISIBLE.sub("", TURNS.sub("", text)).split())


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
    text = TURNS.sub("", _CONTROLS.sub("", text)).strip()
    if not is_visible(text):
        raise ValidationError(_("Écrivez quelque chose avant d’envoyer."), code="required")
    return text


def _too_long(limit: int) -> ValidationError:
    message = _("C’est trop long : %(limit)s caractères au plus.")
    shown = number_format(limit, force_grouping=True)
    return ValidationError(message % {"limit": shown}, code="max_length")
