"""From a kind of mail and its values to subject, text and HTML, in the look of a site.

A theme may replace the templates. One that fails, or that loses what the mail is sent for (its
code, its link), is passed over: the mail is made in the base theme.
"""

import logging
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, models
from django.template import Context, Template, TemplateDoesNotExist, loader
from django.utils import translation
from django.utils.html import escape

from sites.themes.stack import Stack, base, wearing

from . import styling
from .voices import Voice

logger = logging.getLogger(__name__)
PLAIN = "mail/plain.html"  # the HTML of a mail that brings a text only
WHAT_FOR = ("code", "link", "stop_link")  # values that every text must hold when they are given
SIGNATURE = "\n--\n"  # what stands below says why the mail came (mail/base.txt)
_GAPS = re.compile(r"\n{3,}")


class Incomplete(Exception):
    """A theme's template that leaves out what the mail is for."""


@dataclass(frozen=True)
class Made:
    """A mail as it goes out; ``html`` may be empty."""

    subject: str
    text: str
    html: str = ""


def language_of(person: models.Model | None) -> str:
    """The language that a person chose, else the install's."""
    chosen = getattr(person, "language", "") or ""
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def render(kind: str, context: dict[str, Any], voice: Voice, language: str) -> Made:
    """The mail ``kind`` as ``voice`` says it. Raises TemplateDoesNotExist for an unknown kind."""
    values = {**voice.told(), "language": language, **context}
    worn = voice.stack
    with translation.override(language):
        if not worn.is_base:
            try:
                return _in(worn, kind, values)
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                logger.exception("theme %s fails on mail %s: made without it", worn, kind)
        return _in(base(), kind, values)


def _in(stack: Stack, kind: str, values: dict[str, Any]) -> Made:
    with wearing(stack):
        subject, text = words(kind, values)
        unsigned = text.rpartition(SIGNATURE)[0] or text  # HTML has a footer of its own
        html = _html(kind, {**values, "subject": subject, "text": unsigned})
        return Made(subject, text, styling.inlined(html, stack))


def words(kind: str, values: dict[str, Any]) -> tuple[str, str]:
    """Subject and text. Raises Incomplete."""
    whole = _as_text(f"mail/{kind}.txt", values)
    subject, _newline, text = whole.partition("\n")
    text = _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()
    missing = [name for name in WHAT_FOR if values.get(name) and str(values[name]) not in text]
    if missing or not subject.strip() or not text:
        raise Incomplete(f"mail/{kind}.txt lacks {missing or 'its subject or its text'}")
    return subject.strip(), text + "\n"


def _as_text(name: str, values: dict[str, Any]) -> str:
    """A template whose values are written as they are: « d’Eau », not « d&#x27;Eau »."""
    template: Template = loader.get_template(name).template  # type: ignore[attr-defined]
    return template.render(Context(values, autoescape=False)).strip()


def _html(kind: str, values: dict[str, Any]) -> str:
    try:
        template = loader.get_template(f"mail/{kind}.html")
    except TemplateDoesNotExist:
        template = loader.get_template(PLAIN)
    html = template.render(values)
    missing = [name for name in WHAT_FOR if values.get(name) and escape(values[name]) not in html]
    if missing:
        raise Incomplete(f"mail/{kind}.html lacks {missing}")
    return html
