"""Whether a file is a Word document that may be opened: told from its bytes, not from its name.

The limits are asked before anything is unpacked, and all XML is looked through (no document type,
so no entities; not too deep, not too much) before a library that trusts it builds anything of it.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from sites.delivery.weights import megabytes

MIB = 1024 * 1024
MOST_BYTES = 20 * MIB
MOST_UNPACKED = 150 * MIB
MOST_XML = 30 * MIB  # unpacked; the text of two hundred pages takes a tenth of it
MOST_RATIO, RATIO_FROM = 100, 20 * MIB  # packed a hundredfold: no text is, from some size on
MOST_ENTRIES = 2_000
MOST_ELEMENTS = 100_000  # a page has a few hundred
MOST_DEPTH = 90  # a table in a table in a table takes thirty
CONTENT_TYPES = "[Content_Types].xml"
OLE, RTF, PDF, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"%PDF", b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NotReadable(Exception):
    """The file cannot be read as minutes; the message says why and what to do, in French."""


def _save_as() -> str:
    return _(
        "Ouvrez-le dans Word ou LibreOffice, choisissez « Fichier », « Enregistrer sous », le "
        "format « Document Word (.docx) », puis envoyez le nouveau fichier."
    )


def damaged() -> NotReadable:
    return NotReadable(_("Ce document est abîmé : il ne s’ouvre pas.") + " " + _save_as())


def _too_much() -> NotReadable:
    return NotReadable(
        _(
            "Ce document est trop grand pour être repris. Copiez les pages du compte rendu dans un "
            "nouveau document, sans les annexes, puis envoyez-le."
        )
    )


def locked() -> NotReadable:
    return NotReadable(
        _(
            "Ce document est protégé par un mot de passe. Ouvrez-le dans Word, choisissez "
            "« Fichier », « Informations », « Protéger le document », effacez le mot de passe, "
            "enregistrez, puis envoyez-le de nouveau."
        )
    )


def opened(file: IO[bytes]) -> ZipFile:
    """The package of a Word document, looked through. Raises NotReadable."""
    content = _content(file)
    _check_kind(content)
    try:
        package = ZipFile(BytesIO(content))
        _check_size(package)
        _check_word(package)
        _check_xml(package)
    except (BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise damaged() from None
    except Exception as error:  # zlib's own, and whatever a mangled package makes of a library
        raise (error if isinstance(error, NotReadable) else damaged()) from None
    return package


def _content(file: IO[bytes]) -> bytes:
    file.seek(0, 2)
    size = file.tell()
    if size > MOST_BYTES:
        sizes = {"size": megabytes(size), "limit": megabytes(MOST_BYTES)}
        raise NotReadable(
            _(
                "Fichier trop lourd : %(size)s, pour %(limit)s au plus. Réduisez ses images (dans "
                "Word : cliquez sur une image, puis « Format de l’image », « Compresser les "
                "images »), enregistrez, puis envoyez-le de nouveau."
            )
            % sizes
        )
    file.seek(0)
    return file.read()


def _check_kind(content: bytes) -> None:
    """What the first bytes say it is, when it is no package at all."""
    if not content.strip(b"\x00\r\n\t "):
        raise NotReadable(_("Ce fichier est vide. Choisissez celui du compte rendu."))
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise locked()
        raise NotReadable(_("C’est un document d’un ancien Word (.doc).") + " " + _save_as())
    if content[:1024].lstrip().startswith(PDF):
        raise NotReadable(
            _(
                "C’est un PDF : son texte ne peut pas être repris. Envoyez le document Word d’où "
                "il vient. Si vous ne l’avez plus, passez par « Publier un document »."
            )
        )
    if not content.startswith(ZIP):
        raise NotReadable(_("Ce n’est pas un document Word (.docx).") + " " + _save_as())


def _check_size(package: ZipFile) -> None:
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise damaged()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if is_xml(entry.filename))
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or xml > MOST_XML
        or (unpacked > RATIO_FROM and unpacked > packed * MOST_RATIO)
    ):
        raise _too_much()


def _check_word(package: ZipFile) -> None:
    names = set(package.namelist())
    if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
        if b"opendocument" in package.read("mimetype"):
            words = _("C’est un document LibreOffice (.odt), pas un document Word (.docx).")
            raise NotReadable(words + " " + _save_as())
    if CONTENT_TYPES not in names:
        raise NotReadable(_("Ce n’est pas un document Word (.docx).") + " " + _save_as())
    types = package.read(CONTENT_TYPES)
    if b"macroEnabled" in types or any(n.lower().endswith("vbaproject.bin") for n in names):
        words = _("Ce document contient des macros (.docm) : il n’est pas repris tel quel.")
        raise NotReadable(words + " " + _save_as())
    if b"wordprocessingml" not in types:
        words = _("C’est un tableur ou une présentation, pas un document Word (.docx).")
        raise NotReadable(words + " " + _save_as())


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def looks_like_xml(content: bytes) -> bool:
    """Whether a parser could take ``content`` for XML, in whatever encoding."""
    start = content[:400].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    return start.lstrip(b"\xff\xfe \t\r\n").startswith(b"<")


def _check_xml(package: ZipFile) -> None:
    counted = 0
    for entry in package.infolist():
        if is_xml(entry.filename):
            counted += _elements(package, entry, MOST_ELEMENTS - counted)


def _elements(package: ZipFile, entry: ZipInfo, most: int) -> int:
    """How many elements a part has. Raises NotReadable for more than ``most`` and for traps."""
    looking = _Looking(most)
    try:
        for chunk in _chunks(package, entry):
            looking.parser.Parse(chunk, False)
        looking.parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged() from None
    return looking.count


def _chunks(package: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    with package.open(entry) as part:
        while chunk := part.read(64 * 1024):
            yield chunk


class _Looking:
    """Reads XML and keeps nothing of it."""

    def __init__(self, most: int):
        self.most, self.count, self.depth = most, 0, 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _doctype(self, *args) -> None:
        raise damaged()  # no program that writes Word documents writes one: entities need it

    def _start(self, name: str, attributes: dict) -> None:
        self.count += 1
        self.depth += 1
        if self.count > self.most or self.depth > MOST_DEPTH:
            raise _too_much()

    def _end(self, name: str) -> None:
        self.depth -= 1
