"""The blocks of a page's body as nodes."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from .tree import (
    Bullets,
    Heading,
    Node,
    Note,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    address_of,
    from_rich_text,
    plain,
)

PictureOf = Callable[[object], bytes]
_NOTE_LABELS = {
    "info": lambda: _("À savoir"),
    "warning": lambda: _("Attention"),
    "success": lambda: _("C’est fait"),
}


def from_body(body, base: str, picture_of: PictureOf) -> tuple[Node, ...]:
    """The nodes of a page's body (StreamValue).

    ``base`` is the address of the page; ``picture_of`` gives the bytes of an image to print, none
    for one that is lost. Blocks that only lead on (the newest of a kind) are left out.
    """
    return tuple(
        node
        for block in body or ()
        if (convert := BLOCKS_OF_A_PAGE.get(block.block_type))
        for node in convert(block.value, base, picture_of)
    )


def _text(value, base: str, _picture_of: PictureOf) -> Iterator[Node]:
    yield from from_rich_text(value.source, base)


def _heading(value, _base: str, _picture_of: PictureOf) -> Iterator[Node]:
    yield Heading(2 if value["level"] == "h3" else 1, plain(value["text"]))


def _callout(value, base: str, _picture_of: PictureOf) -> Iterator[Node]:
    title = [Paragraph((Run(value["title"], bold=True),))] if value["title"] else []
    label = _NOTE_LABELS.get(value["kind"], _NOTE_LABELS["info"])()
    yield Note(label, (*title, *from_rich_text(value["text"].source, base)))


def _quote(value, _base: str, _picture_of: PictureOf) -> Iterator[Node]:
    yield Quote((Paragraph(plain(value["text"])),), value["author"])


def _data_table(value, _base: str, _picture_of: PictureOf) -> Iterator[Node]:
    rows = [tuple(plain(cell or "") for cell in row) for row in value.get("data") or ()]
    if not rows or not rows[0]:
        return
    has_header = bool(value.get("first_row_is_table_header"))
    yield Table(
        rows=tuple(rows[1:] if has_header else rows),
        header=rows[0] if has_header else (),
        caption=value.get("table_caption") or "",
        first_column_leads=bool(value.get("first_col_is_header")),
    )


def _figures(value, _base: str, _picture_of: PictureOf) -> Iterator[Node]:
    lines = [(Run(f"{item['number']} ", bold=True), Run(item["label"])) for item in value["items"]]
    yield Bullets(tuple((Paragraph(line),) for line in lines))
    if value["source"]:
        yield Paragraph(plain(_("Source : %(source)s") % {"source": value["source"]}))


def _steps(value, base: str, _picture_of: PictureOf) -> Iterator[Node]:
    yield Bullets(tuple(_titled(item, base) for item in value["items"]), ordered=True)


def _accordion(value, base: str, _picture_of: PictureOf) -> Iterator[Node]:
    for item in value["items"]:
        yield from _titled(item, base)


def _titled(item, base: str) -> tuple[Node, ...]:
    text = item["text"].source if item["text"] else ""
    return (Paragraph((Run(item["title"], bold=True),)), *from_rich_text(text, base))


def _image(value, _base: str, picture_of: PictureOf) -> Iterator[Node]:
    data = picture_of(value["image"]) if value["image"] else b""
    if data:
        yield Picture(data, "" if value["decorative"] else value["alt"], value["caption"])


def _gallery(value, base: str, picture_of: PictureOf) -> Iterator[Node]:
    for item in value["items"]:
        yield from _image(item, base, picture_of)


def _video(value, _base: str, _picture_of: PictureOf) -> Iterator[Node]:
    yield Paragraph((Run(_("Vidéo : ")), Run(value["title"], href=value["url"])))


def _documents(value, base: str, _picture_of: PictureOf) -> Iterator[Node]:
    if value["title"]:
        yield Paragraph((Run(value["title"], bold=True),))
    links = [Run(file.title, href=address_of(file.url, base)) for file in value["files"] if file]
    if links:
        yield Bullets(tuple((Paragraph((link,)),) for link in links))


def _action(value, base: str, _picture_of: PictureOf) -> Iterator[Node]:
    page = value.get("page")
    href = value["url"] or (page.full_url if page and page.live else "")
    note = [Run(f" – {value['note']}")] if value["note"] else []
    yield Paragraph((Run(value["label"], bold=True, href=address_of(href, base)), *note))


def _place(value, _base: str, _picture_of: PictureOf) -> Iterator[Node]:
    place = value["place"]
    if place:
        rest = ", ".join(filter(None, (place.address, value["note"])))
        yield Paragraph((Run(place.name, bold=True), Run(f", {rest}" if rest else "")))


BLOCKS_OF_A_PAGE: dict[str, Callable[..., Iterator[Node]]] = {
    "text": _text,
    "heading": _heading,
    "callout": _callout,
    "quote": _quote,
    "table": _data_table,
    "figures": _figures,
    "steps": _steps,
    "accordion": _accordion,
    "image": _image,
    "gallery": _gallery,
    "video": _video,
    "documents": _documents,
    "action": _action,
    "place": _place,
}
