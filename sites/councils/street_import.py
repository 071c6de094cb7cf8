"""The list of streets from a CSV file: which councils each lies in.

One line for each street, fields parted by semicolons: its name, then one field for each council, by
code or name, the likeliest first. A council may be followed, in brackets, by the part of the street
that lies there: ``pairs`` or ``impairs``, numbers ``2-48``, ``50-`` or ``-48``, or both. Lines that
start with # and a first line « rue;conseil » are skipped. UTF-8.

    rue du Faubourg-Saint-Martin;gab (impairs 143-);lba (pairs)
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Council
from .names import fold
from .street_models import Street, Stretch
from .streets import key_of

_FIELD = re.compile(r"(?P<council>[^()]+?)\s*(?:\((?P<part>[^()]*)\))?")
_NUMBERS = re.compile(r"(?P<first>\d{1,4})?-(?P<last>\d{1,4})?")
_SIDES = {"pairs": Stretch.Side.EVEN, "impairs": Stretch.Side.ODD}


@dataclass(frozen=True)
class Part:
    """One field of a line: a council and what of the street lies in it."""

    council: Council
    side: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Line:
    """A street of the file."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Imported:
    """What an import did, in numbers of streets."""

    created: int
    updated: int
    removed: int


def read(path: str | Path) -> list[list[str]]:
    """The lines of a file, each with its fields. Raises ValidationError when it cannot be read."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter=";"))
    except OSError as error:
        raise ValidationError(
            _("Impossible de lire « %(file)s » : %(why)s.") % {"file": path, "why": error.strerror}
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValidationError(
            _("« %(file)s » n’est pas un fichier CSV en UTF-8.") % {"file": path}
        ) from error
    return rows


@transaction.atomic
def import_streets(rows: list[list[str]], credit: str = "", *, replace: bool = False) -> Imported:
    """Keep the streets of ``rows``; with ``replace``, forget all others.

    Raises ValidationError, and changes nothing, when a line cannot be understood.
    """
    lines = _lines(rows)
    known = {street.key: street for street in Street.objects.select_for_update()}
    for key, line in lines.items():
        street = known.get(key) or Street(key=key)
        street.name, street.credit = line.name, credit
        street.save()
        street.stretches.all().delete()
        Stretch.objects.bulk_create(
            Stretch(
                street=street, council=part.council, position=position, side=part.side,
                first=part.first, last=part.last,
            )
            for position, part in enumerate(line.parts)
        )  # fmt: skip
    gone = [street.pk for key, street in known.items() if key not in lines] if replace else []
    Street.objects.filter(pk__in=gone).delete()
    created = len(lines.keys() - known.keys())
    return Imported(created, len(lines) - created, len(gone))


def _lines(rows: list[list[str]]) -> dict[str, Line]:
    councils = _councils()
    lines: dict[str, Line] = {}
    for number, row in enumerate(rows, start=1):
        fields = [field.strip() for field in row]
        if not any(fields) or fields[0].startswith("#") or fields[0].casefold() == "rue":
            continue
        line = _line(number, fields, councils)
        key = key_of(line.name)
        if key in lines:
            raise _wrong(number, _("« %(name)s » y est déjà.") % {"name": line.name})
        lines[key] = line
    if not lines:
        raise ValidationError(_("Le fichier ne contient aucune rue."))
    return lines


def _line(number: int, fields: list[str], councils: dict[str, Council]) -> Line:
    name, *parts = fields
    limit = Street._meta.get_field("name").max_length
    if not key_of(name) or len(name) > (limit or 0):
        raise _wrong(number, _("le nom de la rue manque ou est trop long."))
    found = tuple(_part(number, field, councils) for field in parts if field)
    if not found:
        raise _wrong(number, _("aucun conseil pour « %(name)s ».") % {"name": name})
    return Line(name, found)


def _part(number: int, field: str, councils: dict[str, Council]) -> Part:
    match = _FIELD.fullmatch(field)
    council = councils.get(fold(match["council"])) if match else None
    if match is None or council is None:
        raise _wrong(number, _("« %(field)s » n’est pas un conseil d’ici.") % {"field": field})
    side, first, last = "", None, None
    for word in (match["part"] or "").split():
        if word in _SIDES:
            side = _SIDES[word]
        elif numbers := _NUMBERS.fullmatch(word):
            first, last = (int(text) if text else None for text in numbers.group("first", "last"))
        else:
            raise _wrong(number, _("« %(word)s » ne se comprend pas.") % {"word": word})
    if first and last and first > last:
        raise _wrong(number, _("les numéros vont du plus petit au plus grand."))
    return Part(council, side, first, last)


def _councils() -> dict[str, Council]:
    councils = list(Council.objects.all())
    return {fold(council.name): council for council in councils} | {
        fold(council.code): council for council in councils
    }


def _wrong(number: int, what: str) -> ValidationError:
    message = _("Ligne %(number)d : %(what)s") % {"number": number, "what": what}
    return ValidationError(message)
