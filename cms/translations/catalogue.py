"""The English catalogue: brought up to date, checked, compiled. msgids are French already.

What French needs is compiled too: texts that typography changes (« plain spaces » in the code), and
plurals: without a catalogue gettext counts as in English and would write « 0 réponses ».
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import gettext as shown
from django.utils.translation import override
from django.utils.translation import pgettext as shown_in

from .extraction import Text
from .typography import french

HEADER = """\
# English texts of Quartiers. msgids are French. `make translations` adds and removes entries.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sdr]\b|\{\w*\}")
_TAG = re.compile(r"</?\w+")


def path_of(language: str, suffix: str) -> Path:
    """Where the catalogue of ``language`` is: its text (.po) or what gettext reads (.mo)."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django{suffix}"


def read() -> Catalog:
    """The English catalogue as it lies on disk; empty when there is none."""
    path = path_of("en", ".po")
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en", abort_invalid=True)
    for message in entries(catalogue):
        # Babel guesses them from any "50 % de" and from any { … }.
        message.flags -= {"python-format", "python-brace-format"}
    return catalogue


def updated(known: Catalog, texts: Iterable[Text]) -> Catalog:
    """A catalogue of exactly ``texts``, with the translations that ``known`` has for them."""
    fresh = Catalog(locale="en", fuzzy=False)
    # A text that is used in the plural as well is one entry: with its plural, whatever comes first.
    for text in sorted(texts, key=lambda t: (t.singular, t.context or "", t.plural is None)):
        key = (text.singular, text.plural) if text.plural else text.singular
        old = known.get(text.singular, text.context)
        message = fresh.add(key, "", context=text.context)
        if old is not None and old.id == key:
            message.string = old.string
            message.flags = {"fuzzy"} if old.fuzzy else set()
        else:
            message.flags = set()
    for message in entries(fresh):  # a text met twice got flags of its own from Babel
        message.flags &= {"fuzzy"}
    return fresh


def as_po(catalogue: Catalog) -> str:
    """The text of the .po file: sorted, without dates or line numbers, so that diffs stay small."""
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, no_location=True, sort_output=True)
    return HEADER + body.getvalue().decode()


def write(catalogue: Catalog) -> None:
    path = path_of("en", ".po")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_po(catalogue))


def compile_all() -> None:
    """Write what gettext reads at run time (never in git)."""
    english = read()
    for language, catalogue in (("en", english), ("fr", french_of(english))):
        path = path_of(language, ".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)


def french_of(english: Catalog) -> Catalog:
    """The French texts that are not their own msgid, letter for letter.

    No more than those: an entry for « Page » would also replace what Wagtail says for "Page".
    """
    catalogue = Catalog(locale="fr")
    for message in entries(english):
        typeset = tuple(french(form) for form in forms(message.id))
        if message.pluralizable:
            catalogue.add(message.id, typeset, context=message.context)
        elif typeset[0] != message.id:
            catalogue.add(message.id, typeset[0], context=message.context)
    return catalogue


def entries(catalogue: Catalog) -> list[Message]:
    """All messages but the header."""
    return [message for message in catalogue if message.id]


def problems(catalogue: Catalog, texts: set[Text]) -> list[str]:
    """What keeps the English catalogue from being complete and right, one line each."""
    found = [] if as_po(updated(catalogue, texts)) == as_po(catalogue) else [OUTDATED]
    for message in entries(catalogue):
        found += [f"{problem}: {name_of(message)}" for problem in faults(message)]
    return found


OUTDATED = "the catalogue does not match the code; run `make translations`"


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one entry."""
    sources, translations = forms(message.id), forms(message.string)
    if foreign := hijacked(message):
        yield f"in French another package turns it into “{foreign}”, give it a context"
    if message.fuzzy:
        yield "fuzzy"
    if not all(translations):
        yield "untranslated"
        return
    for source, translation in zip(sources, translations, strict=True):
        if set(_PLACEHOLDER.findall(source)) != set(_PLACEHOLDER.findall(translation)):
            yield "other placeholders"
        if Counter(_TAG.findall(source)) != Counter(_TAG.findall(translation)):
            yield "other HTML tags"


def forms(strings: str | Iterable[str] | None) -> tuple[str, ...]:
    """Singular and plural of a msgid or translation, or the one text there is."""
    return (strings or "",) if isinstance(strings, str | None) else tuple(strings)


def name_of(message: Message) -> str:
    context = f"({message.context}) " if message.context else ""
    return context + repr(forms(message.id)[0])


def hijacked(message: Message) -> str | None:
    """What French readers see instead, when the msgid is an English one of Django or Wagtail."""
    if message.pluralizable:
        return None
    (text,) = forms(message.id)
    with override("fr"):
        seen = shown_in(message.context, text) if message.context else shown(text)
    return None if seen.casefold() in {text.casefold(), french(text).casefold()} else seen
