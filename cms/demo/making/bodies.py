"""From the demo's notation to the blocks of a page's body."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.html import escape

from cms.demo.content import notation
from cms.translations.typography import french

from .demo import Demo
from .pictures import picture

Made = tuple[str, Any]  # a block's type and value, as StreamField takes them

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*(.+?)\*")
_HEADING = re.compile(r"(#{2,3}) (.+)")
_NUMBERED = re.compile(r"\d+\. ")


def body(demo: Demo, code: str, parts: notation.Body) -> list[Made]:
    """The value of a body written in the demo's notation, for a page of the site ``code``."""
    made: list[Made] = []
    for part in parts:
        if isinstance(part, str):
            made += words(part)
        else:
            made.append(_MAKERS[type(part)](demo, code, part))
    return made


def words(text: str) -> Iterator[Made]:
    """Text blocks and headings: what stands between two headings is one text block."""
    kept: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        heading = _HEADING.fullmatch(chunk.strip())
        if not heading:
            kept.append(_paragraph(chunk))
            continue
        if kept:
            yield "text", "".join(kept)
            kept = []
        yield "heading", {"text": french(heading[2]), "level": f"h{len(heading[1])}"}
    if kept:
        yield "text", "".join(kept)


def rich(text: str) -> str:
    """Rich text of one or more paragraphs, as Wagtail stores it."""
    return "".join(_paragraph(chunk) for chunk in re.split(r"\n\s*\n", text.strip()))


def _paragraph(chunk: str) -> str:
    lines = [line.strip() for line in chunk.strip().splitlines()]
    for tag, marker in (("ul", re.compile("- ")), ("ol", _NUMBERED)):
        if marker.match(lines[0]):
            return _list(tag, marker, lines)
    return f"<p>{_inline(' '.join(lines))}</p>"


def _list(tag: str, marker: re.Pattern, lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        if marker.match(line):
            items.append(marker.sub("", line, count=1))
        else:
            items[-1] += f" {line}"
    return f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{tag}>"


def _inline(text: str) -> str:
    text = french(escape(text.replace("'", "’")))
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    return _EMPHASIS.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", text))


def _callout(demo: Demo, code: str, part: notation.Callout) -> Made:
    value = {"kind": part.kind, "title": french(part.title), "text": rich(part.text)}
    return "callout", value


def _quote(demo: Demo, code: str, part: notation.Quote) -> Made:
    return "quote", {"text": french(part.text), "author": french(part.author)}


def _table(demo: Demo, code: str, part: notation.Table) -> Made:
    return "table", {
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": french(part.caption),
        "data": [[french(cell) for cell in row] for row in part.rows],
    }


def _figures(demo: Demo, code: str, part: notation.Figures) -> Made:
    items = [{"number": french(number), "label": french(label)} for number, label in part.items]
    return "figures", {"items": items, "source": french(part.source)}


def _steps(demo: Demo, code: str, part: notation.Steps) -> Made:
    items = [{"title": french(title), "text": text and rich(text)} for title, text in part.items]
    return "steps", {"items": items}


def _folds(demo: Demo, code: str, part: notation.Folds) -> Made:
    items = [{"title": french(title), "text": rich(text)} for title, text in part.items]
    return "accordion", {"items": items}


def _image(demo: Demo, code: str, part: notation.Image) -> Made:
    drawn = picture(demo, code, part.picture)
    alt = drawn.description if part.alt is None else french(part.alt)
    return "image", {
        "image": drawn,
        "alt": alt,
        "decorative": not alt,
        "caption": french(part.caption),
    }


def _images(demo: Demo, code: str, part: notation.Images) -> Made:
    return "gallery", {"items": [_image(demo, code, one)[1] for one in part.items]}


def _film(demo: Demo, code: str, part: notation.Film) -> Made:
    return "video", {
        "title": french(part.title),
        "url": part.url,
        "poster": picture(demo, code, part.poster),
        "transcript": rich(part.transcript),
    }


def _downloads(demo: Demo, code: str, part: notation.Downloads) -> Made:
    files = [demo.files[name] for name in part.files]
    return "documents", {"title": french(part.title), "files": files}


def _button(demo: Demo, code: str, part: notation.Button) -> Made:
    is_path = part.to.startswith("/")
    return "action", {
        "label": french(part.label),
        "page": demo.page(code, part.to) if is_path else None,
        "url": "" if is_path else part.to,
        "note": french(part.note),
    }


def _at(demo: Demo, code: str, part: notation.At) -> Made:
    return "place", {"place": demo.places[part.place], "note": french(part.note)}


def _newest(demo: Demo, code: str, part: notation.Newest) -> Made:
    return "cards", {"title": french(part.title), "kind": part.kind, "count": part.count}


_MAKERS: dict[type, Callable[..., Made]] = {
    notation.Callout: _callout,
    notation.Quote: _quote,
    notation.Table: _table,
    notation.Figures: _figures,
    notation.Steps: _steps,
    notation.Folds: _folds,
    notation.Image: _image,
    notation.Images: _images,
    notation.Film: _film,
    notation.Downloads: _downloads,
    notation.Button: _button,
    notation.At: _at,
    notation.Newest: _newest,
}
