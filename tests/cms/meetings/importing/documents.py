"""Word documents for tests, made by python-docx and, for what it does not know, by hand."""

from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

NAMESPACES = " ".join(
    (
        nsdecls("w", "r", "wp", "a", "pic", "m"),
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:o="urn:schemas-microsoft-com:office:office"',
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
    )
)
Change = Callable[[dict[str, bytes]], None]


def picture(color: str = "navy", form: str = "PNG", size: tuple[int, int] = (40, 30)) -> BytesIO:
    content = BytesIO()
    Image.new("RGB", size, color).save(content, form)
    content.seek(0)
    return content


def saved(document: DocumentObject) -> BytesIO:
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file


def changed(file: BytesIO, change: Change) -> BytesIO:
    """The package with its parts as ``change`` leaves them."""
    with ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    return packed(parts)


def packed(parts: dict[str, bytes]) -> BytesIO:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    file.seek(0)
    return file


def raw(document: DocumentObject, xml: str) -> None:
    """Put ``xml`` (one element of the body) at the end."""
    head, _space, rest = xml.strip().partition(">")
    tag = head.rstrip("/")
    closing = "/>" if head.endswith("/") else ">"
    element = parse_xml(f"{tag} {NAMESPACES}{closing}{rest}")
    body = document.element.body
    body.insert(len(body) - 1, element)


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def link(document: DocumentObject, text: str, address: str) -> None:
    key = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    raw(
        document,
        paragraph(run("Voir ") + f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>' + run(".")),
    )


def describe(document: DocumentObject, alt: str) -> None:
    """Give the last picture its alternative text."""
    list(document.element.body.iter(qn("wp:docPr")))[-1].set("descr", alt)


def numbered(document: DocumentObject, items: list[tuple[int, str]], num: str) -> None:
    for depth, text in items:
        raw(
            document,
            paragraph(
                f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
                f"</w:pPr>{run(text)}"
            ),
        )


def list_rules(document: DocumentObject, form: str = "decimal", shape: str = "%1.") -> str:
    """A new list of the document; what paragraphs name it by."""
    numbering = document.part.numbering_part.element
    key = str(900 + len(numbering))
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shape.replace("%1", f"%{depth + 1}")}"/></w:lvl>'
        for depth in range(9)
    )
    rules = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(rules))
    number = f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
    numbering.append(parse_xml(number))
    return key


FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:footnotes {nsdecls("w")}>
  <w:footnote w:id="2">
    <w:p><w:r><w:footnoteRef/></w:r>{run(" Selon le relevé du 3 mars.")}</w:p>
  </w:footnote>
</w:footnotes>"""


def with_footnotes(file: BytesIO) -> BytesIO:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/footnotes.xml"] = FOOTNOTES.encode()

    return changed(file, change)


def footnote_reference() -> str:
    return '<w:r><w:footnoteReference w:id="2"/></w:r>'


def minutes() -> BytesIO:
    """Five pages as a secretary writes them."""
    document = Document()
    document.styles.add_style("Encart", WD_STYLE_TYPE.PARAGRAPH)
    document.sections[0].header.paragraphs[0].text = "Conseil de quartier – document de travail"
    document.add_paragraph("Compte rendu de la plénière du 12 mars 2026", style="Title")
    document.add_paragraph("52 personnes présentes, dont 9 membres de l’équipe d’animation.")
    _welcome(document)
    _budget(document)
    _motions(document)
    for number in range(1, 4):
        document.add_heading(f"Question {number} des habitants", 2)
        for _line in range(8):
            document.add_paragraph("Il est répondu que la rue sera refaite au printemps. " * 5)
    document.add_heading("Prochaine séance", 1)
    document.add_paragraph("Le jeudi 11 juin à 19 h.", style="Encart")
    return with_footnotes(saved(document))


def _welcome(document: DocumentObject) -> None:
    document.add_heading("Ouverture", 1)
    line = document.add_paragraph("La séance est ouverte à ")
    line.add_run("19 h 10").bold = True
    line.add_run(" par ")
    line.add_run("l’équipe d’animation").italic = True
    line.add_run(".")
    document.add_picture(picture("navy"))
    describe(document, "La salle pendant la séance")
    document.add_paragraph("La salle, rue Eugène-Varlin", style="Caption")
    rules = list_rules(document, "bullet", "•")
    numbered(document, [(0, "Budget"), (1, "Fonctionnement"), (1, "Travaux"), (0, "Vœux")], rules)


def _budget(document: DocumentObject) -> None:
    document.add_heading("Budget", 1)
    raw(
        document,
        paragraph(run("Il reste 3 306 €") + footnote_reference() + run(" cette année.")),
    )
    document.add_paragraph("Dépenses de l’année :")
    table = document.add_table(4, 3)
    rows = (("Ligne", "Voté", "Payé"), ("Fresque", "800 €", "780 €"), ("Fresque", "200 €", "0 €"))
    for row, words in zip(table.rows, rows, strict=False):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(2, 0).text = ""
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1)).text = "Total"
    table.cell(3, 2).text = "780 €"
    document.add_picture(picture("green", "JPEG"))
    document.add_picture(picture("red"))
    describe(document, "IMG_2041.JPG")
    link(document, "le site de la Ville", "https://www.paris.fr/")
    link(document, "un fichier", "file:///C:/budget.xlsx")


def _motions(document: DocumentObject) -> None:
    document.add_heading("Vœux", 1)
    document.add_heading("Le banc de la place", 2)
    raw(
        document,
        paragraph(
            run("Le conseil demande ")
            + f'<w:ins w:id="7" w:author="Awa">{run("deux bancs")}</w:ins>'
            + '<w:del w:id="8" w:author="Awa"><w:r><w:delText>un banc</w:delText></w:r></w:del>'
            + run(" avec dossier.")
        ),
    )
    document.add_paragraph("Adopté par 44 voix pour, 3 contre, 2 abstentions.")
    rules = list_rules(document)
    numbered(document, [(0, "Écrire à la mairie"), (1, "avant avril"), (0, "Relancer")], rules)
