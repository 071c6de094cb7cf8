"""Whether a PDF holds words or only pictures of pages, without a library that reads PDF.

A page shows words with ``Tj``, ``TJ``, ``'`` or ``"`` after a string or a list of strings. That
stands in streams, which nearly every writer compresses with zlib. What cannot be looked into
(encrypted, other filters) is given the benefit of the doubt.
"""

import re
import zlib
from collections.abc import Iterator

from django.core.files.base import File

LOOKED_AT = 20 * 1024 * 1024  # bytes of the file
UNPACKED = 40 * 1024 * 1024  # bytes in all: a bomb is not unpacked
A_STREAM = 8 * 1024 * 1024
STREAMS = 5_000
DICTIONARY = 4_000  # bytes before a stream in which it is described

_BEGINS = re.compile(rb"\bstream\r?\n")
_SHOWS_WORDS = re.compile(rb"[)>\]]\s{0,20}(?:Tj|TJ|['\"])")
_ZLIB_ALONE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\b(?!\s*/)")
_PASSED_OVER = (b"/Image", b"/FontFile", b"/XML", b"/Length1", b"/XRef")


def is_scanned(file: File) -> bool:
    """True for a PDF that surely has no word in it: not to be searched, read aloud or enlarged."""
    file.seek(0)
    content = file.read(LOOKED_AT)
    if not content.startswith(b"%PDF") or b"/Encrypt" in content:
        return False
    drawn = False
    for stream in _streams(content):
        if stream is None or _SHOWS_WORDS.search(stream):
            return False
        drawn = True
    return drawn and b"/Image" in content


def _streams(content: bytes) -> Iterator[bytes | None]:
    """What is drawn, unpacked; None for what we cannot read. Pictures and fonts are passed over."""
    left, position = UNPACKED, 0
    for _number in range(STREAMS):
        begins = _BEGINS.search(content, position)
        if begins is None:
            return
        about = content[max(position, begins.start() - DICTIONARY) : begins.start()]
        about = about.rpartition(b" obj")[2]
        ends = content.find(b"endstream", begins.end())
        position = ends if ends >= 0 else len(content)
        if any(word in about for word in _PASSED_OVER):
            continue
        body = content[begins.end() : min(position, begins.end() + A_STREAM)]
        stream = _unpacked(about, body, left)
        yield stream
        left -= len(stream or b"")
    yield None


def _unpacked(about: bytes, body: bytes, most: int) -> bytes | None:
    if b"/Filter" not in about:
        return body
    if most <= 0 or not _ZLIB_ALONE.search(about):
        return None
    unpacking = zlib.decompressobj()
    try:
        stream = unpacking.decompress(body, min(most, A_STREAM))
    except zlib.error:
        return None
    return stream if unpacking.eof else None
