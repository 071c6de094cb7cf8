"""P0xx: what a package may hold. Reading it at all (P001 to P007) is the business of files.py."""

import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sites.themes.files import MANIFEST, STATIC, TEMPLATES
from sites.themes.findings import Finding, Level

from . import rule
from .subject import Subject, at

PREVIEW, README = "preview.png", "README.md"
PREVIEW_SIZE = (1280, 960)
PREVIEW_WEIGHT = 200_000  # bytes
IN_TEMPLATES = (".html", ".txt", ".xml")
TEXT_TYPES = (*IN_TEMPLATES, ".css", ".js", ".svg", ".json", ".md")
IN_STATIC = (".css", ".js", ".woff2", ".ttf", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif",
             ".gif")  # fmt: skip
LICENCE = re.compile(
    r"([a-z0-9-]+[.-])?(OFL|LICEN[CS]E|COPYING|NOTICE)(\.(txt|md))?", re.IGNORECASE
)
AT_TOP = (MANIFEST, PREVIEW, README, "CHANGELOG.md")
SERVED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")  # what the pool takes as a file's name
STARTS = {
    ".woff2": (b"wOF2",),
    ".ttf": (b"\0\1\0\0", b"true"),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
}
BOXES = {".webp": (8, (b"WEBP",)), ".avif": (4, (b"ftypavif", b"ftypavis"))}


@rule
def file_types(subject: Subject) -> Iterator[Finding]:
    """P008: what lies in templates/ and static/ is served or run, so only known types do."""
    for name in sorted(subject.files.contents):
        folder = name.split("/")[0] + "/"
        allowed = {TEMPLATES: IN_TEMPLATES, STATIC: IN_STATIC}.get(folder)
        if allowed is None or suffix(name) in allowed or _is_licence(name):
            continue
        what = _("Un thème ne peut pas contenir ce type de fichier ici.")
        mend = _("Retirez-le. Dans « %(folder)s » : %(types)s.")
        mend %= {"folder": folder.rstrip("/"), "types": ", ".join(allowed)}
        yield at(name, 0, "P008", Level.FATAL, what, mend)


@rule
def contents(subject: Subject) -> Iterator[Finding]:
    """P009: a file that is not what its name says would fail in the reader's browser."""
    for name, data in sorted(subject.files.contents.items()):
        if _is_what_it_says(suffix(name), data):
            continue
        what = _("Le contenu n’est pas celui d’un fichier « %(type)s ».")
        mend = _("Exportez-le de nouveau dans ce format : changer la fin du nom ne suffit pas.")
        yield at(name, 0, "P009", Level.ERROR, what % {"type": suffix(name)}, mend)


@rule
def encoding(subject: Subject) -> Iterator[Finding]:
    """P010: texts are UTF-8."""
    for name, data in sorted(subject.files.contents.items()):
        if suffix(name) not in TEXT_TYPES:
            continue
        try:
            data.decode("utf-8")
            continue
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
        what = _("Ce fichier n’est pas enregistré en UTF-8 : les accents seront faux.")
        mend = _("Dans votre éditeur : « Enregistrer avec l’encodage », puis UTF-8.")
        yield at(name, line, "P010", Level.ERROR, what, mend)


@rule
def places(subject: Subject) -> Iterator[Finding]:
    """P011: what lies elsewhere is carried along for nothing."""
    for name in sorted(subject.files.contents):
        if name.startswith((TEMPLATES, STATIC)) or name in AT_TOP or _is_licence(name):
            continue
        what = _("Ce fichier ne sert à rien à cet endroit.")
        mend = _("Mettez-le dans « templates » ou « static », ou retirez-le.")
        yield at(name, 0, "P011", Level.WARNING, what, mend)


@rule
def picture(subject: Subject) -> Iterator[Finding]:
    """P012: the picture by which a theme is chosen."""
    data = subject.files.contents.get(PREVIEW)
    size = _png_size(data) if data else PREVIEW_SIZE
    if data is None:
        what = _("L’image « preview.png » manque.")
    elif size is None:
        return  # P009 says so
    elif size != PREVIEW_SIZE:
        what = _("« preview.png » mesure %(width)d × %(height)d pixels.")
        what %= {"width": size[0], "height": size[1]}
    elif len(data) > PREVIEW_WEIGHT:
        what = _("« preview.png » pèse %(weight)d ko.") % {"weight": len(data) // 1000}
    else:
        return
    mend = _("Mettez une copie d’écran de 1280 × 960 pixels et de 200 ko au plus.")
    yield at(PREVIEW, 0, "P012", Level.WARNING, what, mend)


@rule
def readme(subject: Subject) -> Iterator[Finding]:
    """P013."""
    if README not in subject.files.contents:
        what = _("Le fichier README.md manque.")
        mend = _("Dites-y en dix lignes pour qui est ce thème et ce qu’il change.")
        yield at(README, 0, "P013", Level.ADVICE, what, mend)


@rule
def names(subject: Subject) -> Iterator[Finding]:
    """P014: the address of a static file ends with its name."""
    for name in sorted(subject.files.contents):
        if name.startswith(STATIC) and not SERVED.fullmatch(PurePosixPath(name).name):
            what = _("Ce nom de fichier ne peut pas servir d’adresse.")
            mend = _("Renommez-le : lettres sans accent, chiffres, tirets, sans espace.")
            yield at(name, 0, "P014", Level.ERROR, what, mend)


def suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_licence(name: str) -> bool:
    return LICENCE.fullmatch(PurePosixPath(name).name) is not None


def _is_what_it_says(kind: str, data: bytes) -> bool:
    if kind in STARTS:
        return data.startswith(STARTS[kind])
    if kind in BOXES:
        offset, words = BOXES[kind]
        return data[offset:].startswith(words)
    return kind not in TEXT_TYPES or b"\0" not in data


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(STARTS[".png"]) or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height
