"""What a PDF says of itself, as a checker, a screen reader and a printer find it."""

import io
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
import pypdfium2


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text(data: bytes) -> str:
    """All words in the order of the file, spaces as plain ones."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join("\n".join(pages).replace("\u200b", "").split())


def page_count(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def picture(data: bytes, page: int = 0, scale: float = 4, mode: str = "L"):
    return pypdfium2.PdfDocument(data)[page].render(scale=scale).to_pil().convert(mode)


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The structure elements in logical order."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def _below(item) -> Iterator[pikepdf.Dictionary]:
    if isinstance(item, pikepdf.Array):
        for each in item:
            yield from _below(each)
    elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
        yield item
        if "/K" in item:
            yield from _below(item.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def described(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Dictionary]:
    """The figures by their alternative text."""
    return {str(e.get("/Alt", "")): e for e in elements(pdf) if e.S == "/Figure"}


def content_order(pdf: pikepdf.Pdf) -> dict[tuple, list[int]]:
    """The numbers of the pieces of content in logical order, by page."""
    found = defaultdict(list)
    for page, number in _pieces(pdf.Root.StructTreeRoot.K, None):
        found[page].append(number)
    return found


def _pieces(item, page) -> Iterator[tuple[tuple, int]]:
    if isinstance(item, pikepdf.Array):
        for each in item:
            yield from _pieces(each, page)
    elif isinstance(item, pikepdf.Dictionary):
        page = item.Pg.objgen if "/Pg" in item else page
        if "/MCID" in item:
            yield page, int(item.MCID)
        elif "/K" in item:
            yield from _pieces(item.K, page)
    else:
        yield page, int(item)


def box(figure: pikepdf.Dictionary) -> tuple[float, ...]:
    """Where a figure lies on its page: left, bottom, right, top."""
    attributes = figure.A if isinstance(figure.A, pikepdf.Array) else [figure.A]
    return next(tuple(float(edge) for edge in each.BBox) for each in attributes if "/BBox" in each)


def fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """The fonts by name (without the tag of a subset), and whether their letters are inside."""
    found = {}
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            inner = font.get("/DescendantFonts", [font])[0]
            name = str(inner.BaseFont).lstrip("/").split("+")[-1]
            descriptor = inner.FontDescriptor
            found[name] = any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
    return found


def outside(data: bytes, margin: float) -> list[str]:
    """The letters that come nearer to an edge of their page than ``margin`` (points)."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        words = page.get_textpage()
        width, height = page.get_size()
        for place in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(place)
            inside = left >= margin and right <= width - margin
            if right > left and not (inside and bottom >= margin and top <= height - margin):
                found.append(words.get_text_range(place, 1))
    return found
