"""From a sheet to the bytes of a PDF/UA-1 file."""

import json
import tempfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst
from django.utils import translation

from . import faces, marks
from .brand import Brand
from .composing import Galley, compose
from .failure import PaperFailed
from .legible import legible
from .sheets import Sheet
from .words import local

LAYOUTS = Path(__file__).parent / "layouts"
COMMON = ("common", "tree")
LANGUAGE = "fr"  # of all papers, whatever the language of who prints them


def render(sheet: Sheet, brand: Brand) -> bytes:
    """The paper as PDF/UA-1; the same sheet and brand give the same bytes. Raises PaperFailed."""
    with translation.override(LANGUAGE):
        galley = compose(sheet)
    brand = brand.in_ink() if galley.ink else brand
    case = _case(brand)
    told = _told(galley, brand, case)
    readable = _titled(legible(told, case.drawn_by([brand.text_font])))
    meeting = sheet.meeting
    stamp = int(local(meeting.changed_at or meeting.starts_at).timestamp())
    with _pictures(galley.pictures) as root:
        return _printed(_layout(galley.layout), readable, case, root, stamp)


def _case(brand: Brand) -> faces.Case:
    case = faces.case(brand.font_folder)
    for name in (brand.text_font, brand.display_font):
        if name not in case.families:
            raise PaperFailed(f"no TrueType file of the font {name} in {brand.font_folder}")
    return case


def _fonts(case: faces.Case, brand: Brand) -> dict[str, dict]:
    """The two families as a layout asks for them, the lent ones behind each."""
    names = {"text": brand.text_font, "display": brand.display_font}
    behind = [case.families[name].family for name in (brand.text_font, *case.lent)]
    return {
        use: {
            "font": [case.families[name].family, *behind],
            "stretch": case.families[name].stretch,
        }
        for use, name in names.items()
    }


def _told(galley: Galley, brand: Brand, case: faces.Case) -> dict:
    """Everything the layout reads: what is said, and how the council looks."""
    return {
        "sheet": galley.content,
        "words": galley.words,
        "document": galley.document | {"author": brand.council_name},
        "ink": galley.ink,
        "brand": marks.brand(brand, galley.address) | {"fonts": _fonts(case, brand)},
    }


def _titled(told: dict) -> dict:
    """A title of signs that nobody can print nor say is none, and PDF/UA asks for one."""
    untitled = told["words"]["untitled"]
    for part in ("sheet", "document"):
        told[part]["title"] = told[part]["title"].strip() or untitled
    return told


@contextmanager
def _pictures(pictures: list[bytes]):
    """A folder in which picture n is the file « n »: Typst takes no bytes."""
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        for number, data in enumerate(pictures):
            Path(folder, str(number)).write_bytes(data)
        yield folder


def _printed(layout: bytes, told: dict, case: faces.Case, root: str, stamp: int) -> bytes:
    compiler = typst.Compiler(root=root, font_paths=case.fonts, ignore_system_fonts=True)
    try:
        data, warnings = compiler.compile_with_warnings(
            input=layout,
            format="pdf",
            sys_inputs={"told": json.dumps(told)},
            pdf_standards=["ua-1"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        raise PaperFailed(" ".join(error.message.split())) from error
    if warnings:  # a font that is missing is only a warning to Typst
        raise PaperFailed("; ".join(" ".join(w.message.split()) for w in warnings))
    return cast(bytes, data)  # one file, whatever its number of pages


@lru_cache
def _layout(name: str) -> bytes:
    """The layout with what all of them share before it: one text, so that no file is looked up."""
    parts = [(LAYOUTS / f"{part}.typ").read_text("utf-8") for part in (*COMMON, name)]
    return "\n".join(parts).encode()
