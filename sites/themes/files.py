"""The files of a theme, wherever they come from: a folder, an archive or an installed release.

Everything is read into memory once, within limits, so that what was checked is what is installed.
"""

import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from .findings import Finding, Level

MANIFEST = "theme.json"
TEMPLATES, STATIC = "templates/", "static/"
MAX_FILES = 500
MAX_FILE = 2 * 1024 * 1024  # bytes
MAX_TOTAL = 10 * 1024 * 1024  # bytes, unpacked
MAX_NAME = 120  # characters of a path
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: archives are byte-reproducible
JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".gitignore",
        ".gitattributes", ".gitkeep", ".github", ".editorconfig", ".idea", ".vscode")  # fmt: skip
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for gigabytes to unpack


class Unreadable(Exception):
    """A package that cannot be taken at all; ``finding`` says why."""

    def __init__(self, finding: Finding):
        super().__init__(finding.what)
        self.finding = finding


@dataclass(frozen=True)
class ThemeFiles:
    """Contents by path relative to the theme's folder, with ``/`` on every system."""

    contents: Mapping[str, bytes]

    def under(self, folder: str) -> dict[str, bytes]:
        """The files below ``folder`` (``templates/``), by their path in it."""
        return {
            name.removeprefix(folder): data
            for name, data in self.contents.items()
            if name.startswith(folder)
        }

    @property
    def templates(self) -> dict[str, bytes]:
        return self.under(TEMPLATES)

    @property
    def static(self) -> dict[str, bytes]:
        return self.under(STATIC)

    def text(self, name: str) -> str:
        """A file as UTF-8 text; what is not UTF-8 is replaced."""
        return self.contents[name].decode("utf-8-sig", "replace")

    @cached_property
    def digest(self) -> str:
        """SHA-256 over names and contents (64 hexadecimal digits): the release's identity."""
        total = hashlib.sha256()
        for name in sorted(self.contents):
            one = hashlib.sha256(self.contents[name]).hexdigest()
            total.update(f"{len(name.encode())}:{name}:{one}\n".encode())
        return total.hexdigest()

    def pack(self) -> bytes:
        """A zip archive; the same files give the same bytes on every machine and day."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(self.contents):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, self.contents[name])
        return target.getvalue()

    def write_to(self, folder: Path) -> None:
        for name, data in self.contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def read(path: Path) -> ThemeFiles:
    """A theme from a folder or a zip. Raises Unreadable."""
    if path.is_dir():
        return from_folder(path)
    if path.is_file():
        if path.stat().st_size > MAX_TOTAL:
            raise _too_big()
        return from_zip(path.read_bytes())
    raise _refusal("P001", "", _("« %(path)s » n’existe pas.") % {"path": path}, _check_the_path())


def from_folder(folder: Path) -> ThemeFiles:
    contents: dict[str, bytes] = {}
    total = 0
    seen: set[str] = set()
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        info = path.lstat()
        if stat.S_ISLNK(info.st_mode):
            raise _link(name)
        if not stat.S_ISREG(info.st_mode):
            raise _refusal("P006", name, _("Ce n’est pas un fichier ordinaire."), _remove_it())
        _check_name(name)
        _check_new(name, seen)
        total += info.st_size
        _check_size(name, info.st_size, total, len(contents) + 1)
        contents[name] = path.read_bytes()
    return _with_manifest(contents)


def from_zip(data: bytes) -> ThemeFiles:
    """A theme from the bytes of an archive, which nobody has vouched for."""
    if len(data) > MAX_TOTAL:
        raise _too_big()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents = dict(_entries(archive))
    except Unreadable:
        raise
    except Exception:  # what zipfile, zlib and struct raise on broken archives is no fixed list
        raise _damaged() from None
    return _with_manifest(_unwrapped(contents))


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    total = 0
    seen: set[str] = set()
    entries = archive.infolist()
    if len(entries) > 2 * MAX_FILES:  # folders count as well
        raise _too_many()
    for entry in entries:
        if entry.is_dir() or _is_junk(entry.filename):
            continue
        name = entry.filename
        if entry.flag_bits & 0x1:
            raise _refusal(
                "P005", name, _("L’archive est chiffrée."), _("Refaites-la sans mot de passe.")
            )
        if entry.compress_type not in METHODS:
            raise _damaged()
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind and kind != stat.S_IFREG:
            raise _link(name)
        _check_name(name)
        _check_new(name, seen)
        _check_size(name, entry.file_size, total + entry.file_size, len(seen))
        with archive.open(entry) as source:
            data = source.read(MAX_FILE + 1)  # what the entry claims may be a lie
        if len(data) != entry.file_size:
            raise _refusal(
                "P007",
                name,
                _("L’archive annonce une autre taille pour ce fichier."),
                _("Refaites-la avec « manage.py theme pack »."),
            )
        total += len(data)
        yield name, data


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not _is_junk(f) and not f.startswith("."))
        for name in [*(f for f in folders if (Path(parent) / f).is_symlink()), *sorted(names)]:
            if not _is_junk(name):
                yield Path(parent) / name


def _is_junk(name: str) -> bool:
    """What systems and editors leave in folders; nobody means to ship it."""
    return any(part in JUNK or part.startswith("._") for part in PurePosixPath(name).parts)


def _unwrapped(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Without the one folder that most tools put around an archive's files."""
    tops = {name.split("/")[0] for name in contents}
    if MANIFEST in contents or len(tops) != 1:
        return contents
    top = f"{tops.pop()}/"
    return {name.removeprefix(top): data for name, data in contents.items() if name != top[:-1]}


def _with_manifest(contents: dict[str, bytes]) -> ThemeFiles:
    if MANIFEST not in contents:
        raise _refusal(
            "P003",
            MANIFEST,
            _("Le fichier theme.json manque."),
            _("Il se place au premier niveau du dossier, à côté de « templates » et « static »."),
        )
    return ThemeFiles(contents)


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    bad = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name
    bad = bad or name != path.as_posix()  # a//b, ./a
    if bad or any(part != part.strip() or part.startswith(".") for part in path.parts):
        raise _refusal(
            "P004",
            name,
            _("Ce chemin n’est pas permis : il sort du dossier du thème ou commence par un point."),
            _("Renommez le fichier, puis refaites l’archive."),
        )
    if len(name) > MAX_NAME or not (name.isascii() and name.isprintable()):
        raise _refusal(
            "P004",
            name,
            _("Ce nom de fichier est trop long ou contient des accents."),
            _("Prenez un nom court : lettres sans accent, chiffres, tirets."),
        )


def _check_new(name: str, seen: set[str]) -> None:
    """Refuse a name that is there already, also where only capitals differ: on some systems they
    are one file.
    """
    folded = name.casefold()
    if folded in seen:
        raise _refusal("P006", name, _("Ce fichier est deux fois dans le thème."), _remove_it())
    seen.add(folded)


def _check_size(name: str, size: int, total: int, count: int) -> None:
    if count > MAX_FILES:
        raise _too_many()
    if size > MAX_FILE:
        raise _refusal(
            "P007",
            name,
            _("Ce fichier pèse plus de %(size)d Mo.") % {"size": MAX_FILE // 2**20},
            _("Réduisez-le : une image de fond tient dans 100 ko."),
        )
    if total > MAX_TOTAL:
        raise _too_big()


def _damaged() -> Unreadable:
    return _refusal(
        "P002",
        "",
        _("L’archive ne peut pas être lue : elle est abîmée ou n’est pas un fichier zip."),
        _("Refaites-la avec « manage.py theme pack »."),
    )


def _too_big() -> Unreadable:
    return _refusal(
        "P007",
        "",
        _("Le thème pèse plus de %(size)d Mo.") % {"size": MAX_TOTAL // 2**20},
        _("Retirez ce qui ne sert pas et réduisez les images."),
    )


def _too_many() -> Unreadable:
    return _refusal(
        "P007",
        "",
        _("Le thème compte plus de %(count)d fichiers.") % {"count": MAX_FILES},
        _("N’y mettez que ce que le site utilise."),
    )


def _link(name: str) -> Unreadable:
    return _refusal(
        "P006", name, _("Les liens ne sont pas permis."), _("Mettez le fichier lui-même.")
    )


def _check_the_path() -> str:
    return _("Vérifiez le chemin : un dossier de thème ou une archive .zip.")


def _remove_it() -> str:
    return _("Retirez-le.")


def _refusal(code: str, file: str, what: str, mend: str) -> Unreadable:
    return Unreadable(Finding(file, 0, code, Level.FATAL, what, mend))
