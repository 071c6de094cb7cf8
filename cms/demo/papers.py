"""Small files written by hand, without any library: PDF, OpenDocument text, CSV."""

import csv
import io
import textwrap
import zipfile
from collections.abc import Sequence
from html import escape

LINE = 88  # characters of 11 point Helvetica between the margins of an A4 page, about
LINES = 46  # per page
PAGE_BREAK = "\f"


def as_pdf(title: str, text: str) -> bytes:
    """A PDF 1.4 (ISO 32000) of A4 pages in Helvetica; a form feed in ``text`` begins a page.

    Characters outside Windows-1252 become question marks.
    """
    pages = _pages(title, text)
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + 2 * len(pages), 2))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects += [_page(5 + 2 * number), _stream(_drawn(lines, is_first=number == 0))]
    info = b"<< /Title (" + _escaped(title) + b") /Producer (Quartiers) >>"
    return _assembled([*objects, info])


def _pages(title: str, text: str) -> list[list[str]]:
    """Lines by page; the title opens the first one."""
    pages: list[list[str]] = []
    for part in f"{title}\n\n{text}".split(PAGE_BREAK):
        lines = [
            line
            for paragraph in part.strip().splitlines()
            for line in textwrap.wrap(paragraph, LINE) or [""]
        ]
        pages += [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    return pages


def _drawn(lines: list[str], *, is_first: bool) -> bytes:
    """Page content: one line after the other, the title larger."""
    out = [b"BT /F1 11 Tf 15.5 TL 62 770 Td"]
    for number, line in enumerate(lines):
        size = b"16" if is_first and number == 0 else b"11"
        out.append(b"/F1 " + size + b" Tf (" + _escaped(line) + b") Tj T*")
    return b"\n".join([*out, b"ET"])


def _escaped(text: str) -> bytes:
    encoded = text.encode("cp1252", "replace")
    for char in (b"\\", b"(", b")"):
        encoded = encoded.replace(char, b"\\" + char)
    return encoded


def _page(content: int) -> bytes:
    return (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
    ).encode()


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    """The file: numbered objects, the table of where each begins, the trailer."""
    out = io.BytesIO(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    out.seek(0, io.SEEK_END)
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{start:010d} 00000 n \n".encode() for start in starts)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    out.write(f"{trailer}startxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


_ODT = "application/vnd.oasis.opendocument.text"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def as_odt(title: str, text: str) -> bytes:
    """An OpenDocument text (ISO 26300): the title as heading, each line a paragraph."""
    lines = [line for line in text.replace(PAGE_BREAK, "\n").strip().splitlines() if line.strip()]
    words = f'<text:h text:outline-level="1">{escape(title)}</text:h>'
    words += "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
        f"<office:body><office:text>{words}</office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # A fixed date, and the type first and uncompressed: what readers of the format look for.
        for name, data in (
            ("mimetype", _ODT),
            ("content.xml", content),
            ("META-INF/manifest.xml", _MANIFEST),
        ):
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            archive.writestr(entry, data, kind)
    return out.getvalue()


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """A CSV (RFC 4180) as French spreadsheets open it: semicolons, a byte order mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
