"""The ways in which one name is written by machines."""

import base64
import binascii
import html
import io
import json
import quopri
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote

MOST_BYTES = 64 * 1024 * 1024  # of one thing, unpacked
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/=_-]{60,}\s*)+")


def spellings(term: str) -> set[str]:
    """``term`` as text, JSON, HTML and part of an address, in small letters and composed or not."""
    found = set()
    for text in {term, term.casefold(), term.upper(), term.title()}:
        for form in ("NFC", "NFD"):
            same = unicodedata.normalize(form, text)
            found |= {same, json.dumps(same)[1:-1], html.escape(same), quote(same), _octal(same)}
    return found


def _octal(text: str) -> str:
    """As PostgreSQL writes bytes (encode(…, 'escape'))."""
    return "".join(chr(byte) if byte < 0x80 else f"\\{byte:03o}" for byte in text.encode())


def holds(data: bytes, terms: Iterable[str]) -> int:
    """How often any of ``terms`` stands in ``data``, packed or encoded as it may be."""
    needles = {s.encode().lower() for term in terms for s in spellings(term)}
    return max((_times(form, needles) for form in _unpacked(data)), default=0)


def _times(data: bytes, needles: set[bytes]) -> int:
    small = data.lower() + b"\0" + data.decode("utf-8", "ignore").lower().encode()
    return max(small.count(needle) for needle in needles)


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if b"=C3" in data or b"=\n" in data:
        yield quopri.decodestring(data)
    if data[:2] == b"PK":
        yield from _zipped(data)
    for run in _BASE64.findall(data[:MOST_BYTES]):
        try:
            yield base64.b64decode(re.sub(rb"\s", b"", run), validate=False)
        except binascii.Error:
            continue
    if data[:1] == b"\x78":  # zlib: Django's compressed cache entries
        try:
            yield zlib.decompressobj().decompress(data, MOST_BYTES)
        except zlib.error:
            return


def _zipped(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.file_size <= MOST_BYTES:
                    yield entry.filename.encode() + b"\n" + archive.read(entry)
    except zipfile.BadZipFile:
        return
