"""Files that are no minutes: each refused in words that say what to do, none of them opened."""

import random
import zipfile
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.meetings.importing import checking
from cms.meetings.importing.checking import NotReadable, looks_like_xml
from cms.meetings.importing.reading import Imported, read

from .documents import NAMESPACES, changed, minutes, packed, paragraph, picture, run, saved

TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)


def document_of(body: str, head: str = "") -> str:
    return f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def package(body: str = paragraph(run("Texte.")), head: str = "", **more: bytes) -> BytesIO:
    """The least a Word document is made of."""
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": document_of(body, head).encode()}
    return packed(parts | more)


def refusal(file: BytesIO | bytes) -> str:
    with pytest.raises(NotReadable) as refused:
        read(BytesIO(file) if isinstance(file, bytes) else file)
    return str(refused.value).replace("\u00a0", " ")


def test_the_least_document_is_read():
    assert read(package()).blocks == [{"type": "text", "value": "<p>Texte.</p>"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Ce fichier est vide"),
        (b"\x00\x00\n", "Ce fichier est vide"),
        (b"%PDF-1.7 and more", "C’est un PDF"),
        (checking.OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "ancien Word (.doc)"),
        (checking.OLE + b"\x00" * 600 + checking.ENCRYPTED, "protégé par un mot de passe"),
        (b"{\\rtf1\\ansi Bonjour}", "Ce n’est pas un document Word (.docx)"),
        (b"<html><body>Bonjour", "Ce n’est pas un document Word (.docx)"),
        (b"Bonjour", "Ce n’est pas un document Word (.docx)"),
        (b"PK\x03\x04 and nothing of a package", "abîmé"),
    ],
)
def test_what_is_no_package_is_named(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize("content", [b"Bonjour", b"PK\x03\x04", checking.OLE + b"x" * 600])
def test_a_refusal_says_what_to_do(content):
    assert "« Document Word (.docx) », puis envoyez le nouveau fichier." in refusal(content)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "(.odt)"),
        ({"hello.txt": b"x"}, "Ce n’est pas un document Word"),
        ({"[Content_Types].xml": b"<Types>spreadsheetml</Types>"}, "tableur ou une présentation"),
        ({"[Content_Types].xml": TYPES}, "abîmé"),
        ({"[Content_Types].xml": TYPES, "word/vbaProject.bin": b"x"}, "macros (.docm)"),
        (
            {"[Content_Types].xml": TYPES.replace(b".document.main", b".document.macroEnabled")},
            "macros (.docm)",
        ),
        ({"[Content_Types].xml": TYPES, "word/document.xml": b"<w:document>"}, "abîmé"),
        ({"[Content_Types].xml": TYPES, "word/document.xml": b"<a/>"}, "abîmé"),
    ],
)
def test_packages_of_other_kinds_are_named(parts, words):
    assert words in refusal(packed(parts))


def test_a_heavy_file_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(checking, "ZipFile", None)
    words = refusal(b"PK\x03\x04".ljust(50 * 1024 * 1024))
    assert "Fichier trop lourd : 50 Mo, pour 20 Mo au plus." in words
    assert "Compresser les images" in words


def test_one_locked_inside_is_named():
    file = package()
    content = bytearray(file.getvalue())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    assert "protégé par un mot de passe" in refusal(bytes(content))


class TestBombs:
    def test_zeros_packed_a_thousandfold_are_not_unpacked(self, monkeypatch):
        def unpacked(*args, **kwargs):
            raise AssertionError("a bomb was opened")

        bomb = package(**{"word/media/image1.png": b"\0" * (checking.RATIO_FROM + 1)})
        monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
        assert "trop grand" in refusal(bomb)

    def test_so_are_too_many_entries_and_too_much_xml(self, monkeypatch):
        many = {f"word/media/{number}.png": b"" for number in range(checking.MOST_ENTRIES)}
        assert "trop grand" in refusal(package(**many))
        monkeypatch.setattr(checking, "MOST_XML", 1000)
        assert "trop grand" in refusal(package(paragraph(run("x" * 1000))))

    def test_an_entry_that_lies_about_its_size_is_not_believed(self):
        content = package("<w:p/>" * 2000).getvalue()
        size = len(document_of("<w:p/>" * 2000).encode())
        lying = content.replace(size.to_bytes(4, "little"), (99).to_bytes(4, "little"))
        assert lying != content
        assert "abîmé" in refusal(lying)

    @pytest.mark.parametrize(
        "head",
        [
            '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>',
            '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
            '<!DOCTYPE d [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>',
        ],
    )
    def test_no_document_type_is_read(self, head):
        assert "abîmé" in refusal(package(paragraph(run("Texte.")), head))

    def test_nor_one_of_another_part_in_another_encoding(self):
        trap = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>'
        assert "abîmé" in refusal(package(**{"word/styles.xml": trap.encode("utf-16")}))

    def test_a_picture_that_is_xml_is_left_behind(self):
        trap = b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><s>&a;</s>'
        relations = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/officeDocument" Target="word/media/image1.png"/></Relationships>'
        )
        file = package(**{"word/media/image1.png": trap, "_rels/.rels": relations})
        assert read(file).blocks == [{"type": "text", "value": "<p>Texte.</p>"}]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
    def test_xml_is_known_in_every_encoding(self, encoding):
        assert looks_like_xml("  <!DOCTYPE x>".encode(encoding))
        assert not looks_like_xml(picture().getvalue())

    def test_tables_in_tables_without_end_are_refused(self):
        deep = paragraph(run("x"))
        for _level in range(40):
            deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
        assert "trop grand" in refusal(package(deep))

    def test_the_deepest_that_is_let_in_is_read(self):
        deep = paragraph(run("x"))
        for _level in range((checking.MOST_DEPTH - 6) // 3):
            deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
        assert read(package(deep)).blocks == [{"type": "text", "value": "<p>x</p>"}]

    def test_elements_are_counted(self, monkeypatch):
        monkeypatch.setattr(checking, "MOST_ELEMENTS", 100)
        assert "trop grand" in refusal(package("<w:p/>" * 101))


def test_other_ways_of_packing_are_refused():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as target:
        target.writestr("[Content_Types].xml", TYPES)
    assert "abîmé" in refusal(file)


def test_numbers_that_are_none_are_no_error():
    odd = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="x²"/></w:numPr>'
        '<w:outlineLvl w:val="99999999999999"/></w:pPr><w:r><w:t>Texte.</w:t></w:r></w:p>'
    )
    assert read(package(odd)).blocks == [{"type": "text", "value": "<p>Texte.</p>"}]


def _never_crashes(content: bytes) -> None:
    with suppress(NotReadable):
        assert isinstance(read(BytesIO(content)), Imported)


SMALL = package(paragraph(run("Texte.", "<w:b/>")) + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>")


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=12),
    st.integers(0, 200),
)
def test_a_mangled_package_is_refused_or_read(changes, cut):
    content = bytearray(SMALL.getvalue())
    for place, value in changes:
        content[place % len(content)] = value
    _never_crashes(bytes(content[: len(content) - cut]))


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_a_document_with_parts_torn_out_or_swapped_is_refused_or_read(seed, times):
    """The XML stays sound and loses its sense."""
    chance = random.Random(seed)
    torn = (b"w:val", b"w:p>", b"w:r>", b"w:tc>", b"w:tr>", b"w:tbl>", b"r:id", b"w:numId", b"w:t>")

    def tear(parts: dict[str, bytes]) -> None:
        for _time in range(times):
            old, new = chance.sample(torn, 2)
            name = chance.choice(["word/document.xml", "word/numbering.xml", "word/styles.xml"])
            parts[name] = parts[name].replace(old, new)

    _never_crashes(changed(BytesIO(TORN), tear).getvalue())


def _torn() -> bytes:
    document = Document()
    document.add_heading("Budget", 1)
    document.add_paragraph("Puce", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "case"
    document.add_picture(picture())
    return saved(document).getvalue()


TORN = _torn()


def test_the_file_is_read_from_its_beginning_wherever_it_stands():
    file = minutes()
    file.seek(100)
    assert read(file).title
