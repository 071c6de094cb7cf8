"""A table of the document as the rows and columns of ours: no merged cells, a header, a title."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .inline import Picture, Reader, text_of
from .losses import Losses

WIDEST, MOST_CELLS = 63, 10_000  # columns as in Word


@dataclass(frozen=True)
class Cell:
    text: str
    width: int = 1
    height: int = 1


@dataclass
class Table:
    """``header_rows`` of the document's own; ``is_layout``: a frame, no data."""

    rows: list[list[Cell]]
    header_rows: int
    pictures: list[Picture]

    @property
    def has_merged(self) -> bool:
        return any(cell.width > 1 or cell.height > 1 for row in self.rows for cell in row)

    @property
    def width(self) -> int:
        return max((sum(cell.width for cell in row) for row in self.rows), default=0)

    @property
    def is_layout(self) -> bool:
        return len(self.rows) < 2 or self.width < 2

    @property
    def is_huge(self) -> bool:
        return self.width > WIDEST or self.width * len(self.rows) > MOST_CELLS

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for row in self.rows for cell in row)


def read_table(element: Element, losses: Losses) -> Table:
    reader = Reader(losses)
    head = [row for part in element if part.tag == "thead" for row in part if row.tag == "tr"]
    rows = [[_cell(cell, reader) for cell in row] for row in _rows(element)]
    return Table([row for row in rows if row], len(head), reader.pictures)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody"):
            yield from _rows(one)


def cells(element: Element) -> Iterator[Element]:
    """What a frame holds, cell after cell."""
    for row in _rows(element):
        yield from row


def _cell(cell: Element, reader: Reader) -> Cell:
    text = "\n".join(line for line in _lines(cell, reader) if line)
    return Cell(text, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Element, name: str) -> int:
    told = cell.get(name, "1")
    return max(int(told), 1) if told.isdecimal() and len(told) < 6 else 1


def _lines(element: Element, reader: Reader) -> Iterator[str]:
    for one in element:
        if one.tag in ("ul", "ol"):
            yield from _items(one, reader)
        elif one.tag == "table":
            reader.losses.add("nested")
            for row in _rows(one):
                yield " – ".join(filter(None, (_cell(cell, reader).text for cell in row)))
        else:
            yield _words(one, reader)


def _items(items: Element, reader: Reader) -> Iterator[str]:
    for place, item in enumerate(items, 1):
        sign = f"{place}." if items.tag == "ol" else "–"
        if text := _words(item, reader):
            yield f"{sign} {text}"
        for below in item:
            if below.tag in ("ul", "ol"):
                yield from _items(below, reader)


def _words(element: Element, reader: Reader) -> str:
    """Text, with the addresses of its links: cells of ours hold no link."""
    runs = reader.runs(element)
    said = text_of(runs)
    addresses = dict.fromkeys(run.href.removeprefix("mailto:") for run in runs if run.href)
    missing = [one for one in addresses if one not in said]
    return f"{said} ({', '.join(missing)})" if missing else said


def grid(table: Table) -> list[list[str]]:
    """All rows equally long. A cell over several rows is said again in each, for each is read by
    itself; one over several columns of the header too, for headers are never empty.
    """
    width = table.width
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column → rows it still goes down, its words
    for place, row in enumerate(table.rows):
        is_header = place < max(table.header_rows, 1)
        rows.append(_row(row, hanging, width, is_header))
    return _with_one_header(rows, table.header_rows)


def _row(
    row: list[Cell], hanging: dict[int, tuple[int, str]], width: int, is_header: bool
) -> list[str]:
    """Mammoth leaves out the cells that one above hangs over."""
    line: list[str] = []
    waiting = iter(row)
    while len(line) < width:
        column = len(line)
        if column in hanging:
            left, text = hanging.pop(column)
            line.append(text)
            if left > 1:
                hanging[column] = (left - 1, text)
            continue
        cell = next(waiting, Cell(""))
        for more in range(min(cell.width, width - column)):
            said = cell.text if not more or is_header else ""
            line.append(said)
            if cell.height > 1:
                hanging[column + more] = (cell.height - 1, said)
    return line


def _with_one_header(rows: list[list[str]], header_rows: int) -> list[list[str]]:
    if header_rows < 2 or header_rows >= len(rows):
        return rows
    columns = zip(*rows[:header_rows], strict=True)
    head = [" – ".join(dict.fromkeys(filter(None, column))) for column in columns]
    return [head, *rows[header_rows:]]


def value_of(rows: list[list[str]], title: str) -> dict:
    """As the block stores it. An empty corner says that the first column names its rows."""
    both = not rows[0][0] and all(row[0] for row in rows[1:])
    return {
        "data": rows,
        "table_caption": title,
        "table_header_choice": "both" if both else "row",
        "first_row_is_table_header": True,
        "first_col_is_header": both,
    }
