"""The ZIP of somebody’s data: JSON for machines, CSV for people, their files, a guide.

Written row by row: memory does not grow with what a person wrote.
"""

import csv
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import TextIOWrapper
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.accounts.models import User
from sites.delivery.spreadsheets import harmless

from .registry import File, Holding, Part, Table, holdings

JSON_NAME, GUIDE_NAME = "donnees.json", "lisez-moi.txt"
BOM = "\ufeff"  # else Excel reads UTF-8 as Latin-1


class TooMuch(Exception):
    """More rows than the caller wanted to wait for."""


@dataclass
class Archive:
    """One ZIP being written. ``most_rows``: raise TooMuch rather than write more."""

    user: User
    target: IO[bytes]
    most_rows: int | None = None
    rows: int = 0
    lines: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def write(self) -> None:
        """Everything that every app holds of the person."""
        with (
            ZipFile(self.target, "w", ZIP_DEFLATED) as self.zip,
            tempfile.TemporaryFile("w+", encoding="utf-8") as self.json,
        ):
            self.json.write("{")
            self._json_member("compte", {"numero": self.user.pk, "le": timezone.now()}, first=True)
            for one in holdings():
                if one.export:
                    self._holding(one, one.export(self.user))
            self.json.write("\n}\n")
            self._add_json()
            self.zip.writestr(GUIDE_NAME, BOM + self._guide())

    def _holding(self, one: Holding, parts: Iterable[Part]) -> None:
        for part in parts:
            if isinstance(part, Table):
                self._table(part)
            else:
                self._file(part)

    def _table(self, table: Table) -> None:
        """One CSV and one member of the JSON; nothing for a table without rows."""
        rows = iter(table.rows)
        first = next(rows, None)
        if first is None:
            return
        name = f"{table.key}.csv"
        before = self.rows
        with self.zip.open(name, "w", force_zip64=True) as raw:
            self._write_rows(table, TextIOWrapper(raw, "utf-8", newline=""), first, rows)
        self._line(name, table.title, self.rows - before)

    def _write_rows(self, table: Table, sheet: TextIOWrapper, first: dict, rows: Iterator) -> None:
        sheet.write(BOM)
        writer = csv.writer(sheet, delimiter=";")  # what a French spreadsheet expects
        writer.writerow([str(heading) for heading in table.columns.values()])
        self._json_member(table.key, None)
        for index, row in enumerate(_with(first, rows)):
            self._count()
            writer.writerow([_cell(row.get(name)) for name in table.columns])
            self.json.write(",\n " if index else "[\n ")
            self.json.write(_dumps({name: row.get(name) for name in table.columns}))
        self.json.write("\n]")
        sheet.flush()
        sheet.detach()

    def _file(self, file: File) -> None:
        self._count()
        name = self._free_name(f"fichiers/{file.folder}/{get_valid_filename(file.name)}")
        try:
            source = file.open()
        except OSError:  # told in a table, gone from the disk
            return
        with source, self.zip.open(name, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)
        self._line(name, _("un fichier que vous avez envoyé"))

    def _free_name(self, name: str) -> str:
        stem, dot, ending = name.rpartition(".")
        number = 1
        free = name
        while free in self.names:
            number += 1
            free = f"{stem}-{number}{dot}{ending}"
        self.names.add(free)
        return free

    def _count(self) -> None:
        self.rows += 1
        if self.most_rows is not None and self.rows > self.most_rows:
            raise TooMuch

    def _json_member(self, key: str, value: Any, *, first: bool = False) -> None:
        self.json.write(f"{'' if first else ','}\n{json.dumps(key)}: ")
        if value is not None:
            self.json.write(_dumps(value))

    def _add_json(self) -> None:
        self.json.seek(0)
        with self.zip.open(JSON_NAME, "w", force_zip64=True) as target:
            text = TextIOWrapper(target, "utf-8")
            shutil.copyfileobj(self.json, text)
            text.flush()
            text.detach()

    def _line(self, name: str, words, rows: int | None = None) -> None:
        count = f" ({_lines(rows)})" if rows else ""
        self.lines.append(f"{name}\n    {words}{count}")

    def _guide(self) -> str:
        made = date_format(timezone.localtime(), "DATETIME_FORMAT")
        head = [
            _("Vos données"),
            _("Faite le %(date)s, à votre demande.") % {"date": made},
            _(
                "Cette archive contient ce que les sites des conseils de quartier gardent de vous, "
                "et rien de personne d’autre. Gardez-la pour vous : elle contient votre adresse "
                "électronique."
            ),
            _(
                "Les fichiers .csv s’ouvrent avec un tableur. Une apostrophe devant un texte "
                "l’empêche d’être pris pour une formule."
            ),
            f"{JSON_NAME}\n    {_('tout ce que disent les tableaux, pour un autre logiciel')}",
        ]
        return "\n\n".join([*head, *self.lines]) + "\n"


def _lines(rows: int | None) -> str:
    return ngettext("%(n)d ligne", "%(n)d lignes", rows or 0) % {"n": rows or 0}


def _with(first: dict, rows: Iterator) -> Iterator[dict]:
    yield first
    yield from rows


def _cell(value: Any) -> str:
    """What a person reads in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, dict | list):
        return harmless(_dumps(value))
    return re.sub(r"\r\n?", "\n", harmless(value))


def _dumps(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
