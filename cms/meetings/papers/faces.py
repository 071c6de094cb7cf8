"""The fonts of papers: found by the names a theme gives them, read once, known by their characters.

Typst sets a text in any font when the one it was told is missing, and refuses a character that no
font draws. Both are decided here instead, before it starts.
"""

import hashlib
import os
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from .failure import PaperFailed

LENT = Path(__file__).resolve().parent / "faces"  # what the themes' own faces lack
KEPT = 16  # sets of fonts, one per theme that is worn


@dataclass(frozen=True)
class Face:
    """A font file: its family and the characters it draws."""

    family: str
    characters: frozenset[int]


@dataclass(frozen=True)
class Called:
    """How Typst calls a family: « Barlow Condensed » is its Barlow, three quarters as wide."""

    family: str
    stretch: float


@dataclass(frozen=True)
class Case:
    """The fonts of one theme and those that are lent to all, by the names that files give them."""

    fonts: typst.Fonts
    families: Mapping[str, Called]
    lent: tuple[str, ...]
    characters: Mapping[str, frozenset[int]]

    def drawn_by(self, families: Iterable[str]) -> frozenset[int]:
        """The characters that at least one of the families draws, or that of those lent."""
        asked = (*families, *self.lent)
        return frozenset().union(*(self.characters.get(name, frozenset()) for name in asked))


@lru_cache(maxsize=KEPT)
def case(folder: Path) -> Case:
    """The fonts in ``folder`` and those lent."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder, LENT]
    )
    families: dict[str, Called] = {}
    lent: list[str] = []
    characters: dict[str, frozenset[int]] = {}
    for info in sorted(fonts.fonts(), key=lambda info: str(info.path)):
        path = Path(str(info.path))
        found = read(path.read_bytes())
        drawn = characters.get(found.family, found.characters)
        characters[found.family] = drawn & found.characters  # in every weight
        families[found.family] = Called(info.family, info.stretch)
        if path.parent == LENT:
            lent.append(found.family)
    return Case(fonts, families, tuple(lent), characters)


def kept(files: Mapping[str, bytes], root: Path) -> Path:
    """A folder below ``root`` that holds exactly these font files; written once, for Typst reads
    from the disk.
    """
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}:{len(data)}:".encode() + data)
    folder = root / digest.hexdigest()[:20]
    if not folder.is_dir():
        _write(files, folder)
    return folder


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    """At once or not at all: another process may be doing the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix="."))
    for name, data in files.items():
        (draft / name).write_bytes(data)
    try:
        os.replace(draft, folder)
    except OSError:  # the other one was faster
        for path in draft.iterdir():
            path.unlink()
        draft.rmdir()


# OpenType (ISO/IEC 14496-22) ----------------------------------------------------------------------


def read(data: bytes) -> Face:
    """Family and characters of a TrueType file. Raises PaperFailed for anything else."""
    try:
        tables = dict(_tables(data))
        return Face(_family(tables[b"name"]), frozenset(_characters(tables[b"cmap"])))
    except (KeyError, struct.error, IndexError, UnicodeDecodeError) as error:
        raise PaperFailed(f"a font file cannot be read: {error!r}") from error


def _tables(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        yield tag, data[start : start + length]


def _family(table: bytes) -> str:
    """Name 16 (typographic family) or 1, as Windows and the Unicode platform write it."""
    _version, count, strings = struct.unpack_from(">HHH", table)
    names: dict[int, str] = {}
    for place in range(count):
        record = struct.unpack_from(">HHHHHH", table, 6 + 12 * place)
        platform, _encoding, _language, number, length, start = record
        if platform in (0, 3):
            text = table[strings + start : strings + start + length]
            names.setdefault(number, text.decode("utf-16-be"))
    return names.get(16) or names[1]


def _characters(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", table, 2)
    for place in range(count):
        platform, _encoding, start = struct.unpack_from(">HHI", table, 4 + 8 * place)
        (form,) = struct.unpack_from(">H", table, start)
        if platform in (0, 3) and form == 4:
            yield from _segments(table[start:])
        elif platform in (0, 3) and form == 12:
            yield from _groups(table[start:])


def _segments(table: bytes) -> Iterator[int]:
    """Format 4: pairs of a first and a last character."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", table, 14)
    firsts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    for first, last in zip(firsts, lasts, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


def _groups(table: bytes) -> Iterator[int]:
    """Format 12: groups beyond the first 65 536 characters as well."""
    (count,) = struct.unpack_from(">I", table, 12)
    for place in range(count):
        first, last, _glyph = struct.unpack_from(">III", table, 16 + 12 * place)
        yield from range(first, last + 1)
