"""Remakes the fonts for print (TTF, static weights) beside those for the screen.

Typst takes neither WOFF2 nor the weights of a variable font. The upright faces are cut from the
WOFF2 files of the themes; the slanted ones come from Fontsource where their designers drew them,
and are sheared where nobody did. The faces that lend what a theme's own lack (Arabic, Greek…)
are Noto Sans, for all themes.

Run from the root of the project: .venv/bin/python deploy/print_fonts.py (needs npm).
"""

import math
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

os.environ.setdefault("SOURCE_DATE_EPOCH", "1764547200")  # same input, same bytes

ROOT = Path(__file__).resolve().parent.parent
FACES = ROOT / "cms/meetings/papers/faces"
LIBRARY = ROOT / "sites/themes/library"
VERSION = "5.3.0"  # of the Fontsource packages
SLANT = math.tan(math.radians(10))


@dataclass(frozen=True)
class Face:
    """A family as ``theme.json`` names it, cut from ``woff2``; ``italic`` is a Fontsource package,
    « shear » or nothing.
    """

    woff2: Path
    family: str
    weights: tuple[int, ...]
    italic: str = ""


def _theme(slug: str, name: str) -> Path:
    return LIBRARY / slug / "static/fonts" / name


TEXT = (400, 700)
THEMES = (
    Face(ROOT / "static/fonts/hanken-grotesk.woff2", "Hanken Grotesk", TEXT, "hanken-grotesk"),
    Face(ROOT / "static/fonts/barlow-condensed.woff2", "Barlow Condensed", (600,)),
    Face(_theme("canal", "signika.woff2"), "Signika", TEXT, "shear"),
    Face(_theme("faubourg", "bricolage-texte.woff2"), "Bricolage Texte", TEXT, "shear"),
    Face(_theme("faubourg", "bricolage-enseigne.woff2"), "Bricolage Enseigne", (800,)),
    Face(_theme("halle", "aleo.woff2"), "Aleo", TEXT, "aleo"),
    Face(_theme("halle", "besley.woff2"), "Besley", (800,)),
    Face(
        _theme("zinc", "sofia-sans-semi-condensed.woff2"),
        "Sofia Sans Semi Condensed",
        TEXT,
        "sofia-sans-semi-condensed",
    ),
    Face(_theme("zinc", "sofia-sans-extra-condensed.woff2"), "Sofia Sans Extra Condensed", (700,)),
)

# What the themes' faces lack: the package, its file, the family, the characters kept (all if none).
LENT = (
    ("noto-sans", "latin", "Noto Sans Latin", ()),
    ("noto-sans", "latin-ext", "Noto Sans Latin Extended", ((0x0100, 0x024F), (0x1E80, 0x1EFF))),
    ("noto-sans", "vietnamese", "Noto Sans Vietnamese", ()),
    ("noto-sans", "greek", "Noto Sans Greek", ()),
    ("noto-sans", "cyrillic", "Noto Sans Cyrillic", ()),
    ("noto-sans-hebrew", "hebrew", "Noto Sans Hebrew", ()),
    (
        "noto-sans-arabic",
        "arabic",
        "Noto Sans Arabic",
        ((0x0600, 0x06FF), (0x200C, 0x200F), (0x25CC, 0x25CC)),
    ),
)
LENT_WEIGHT = 450  # stands beside regular and bold


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        for face in THEMES:
            _cut(face, Path(work))
        for package, part, family, kept in LENT:
            _lend(package, part, family, kept, Path(work))
        licence = _package("noto-sans", Path(work)) / "LICENSE"
        shutil.copy(licence, FACES / "noto-sans.OFL.txt")


def _cut(face: Face, work: Path) -> None:
    upright = TTFont(face.woff2)
    for weight in face.weights:
        font = _at(upright, weight)
        _write(font, face.family, weight, face.woff2.with_suffix(""), italic=False)
    if not face.italic:
        return
    if face.italic == "shear":
        slanted = _sheared(_at(upright, face.weights[0]))
    else:
        slanted = _drawn_italic(face, work, set(upright.getBestCmap()))
    _write(slanted, face.family, face.weights[0], face.woff2.with_suffix(""), italic=True)


def _at(source: TTFont, weight: int) -> TTFont:
    """One weight of a font, variable or not; the source stays as it is."""
    font = TTFont(source.reader.file.name)
    return instancer.instantiateVariableFont(font, {"wght": weight}) if "fvar" in font else font


def _drawn_italic(face: Face, work: Path, characters: set[int]) -> TTFont:
    files = _package(face.italic, work) / "files"
    font = TTFont(files / f"{face.italic}-latin-wght-italic.woff2")
    return _reduced(instancer.instantiateVariableFont(font, {"wght": face.weights[0]}), characters)


def _sheared(font: TTFont) -> TTFont:
    glyphs, table = font.getGlyphSet(), font["glyf"]
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)  # components become outlines: each is sheared once
        glyphs[name].draw(_Flat(pen, glyphs))
        drawn[name] = pen.glyph()
    for name, glyph in drawn.items():
        table[name] = glyph
        glyph.recalcBounds(table)
        width, _bearing = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    font["post"].italicAngle = -10
    return font


class _Flat(TransformPen):
    """Shears what it draws; draws components instead of naming them."""

    def __init__(self, pen, glyphs):
        super().__init__(pen, (1, 0, SLANT, 1, 0, 0))
        self.glyphs = glyphs

    def addComponent(self, glyphName, transformation):
        self.glyphs[glyphName].draw(TransformPen(self, transformation))


def _lend(package: str, part: str, family: str, kept: tuple, work: Path) -> None:
    files = _package(package, work) / "files"
    font = TTFont(files / f"{package}-{part}-wght-normal.woff2")
    axes = {axis.axisTag: LENT_WEIGHT for axis in font["fvar"].axes if axis.axisTag == "wght"}
    font = instancer.instantiateVariableFont(font, axes)
    if kept:
        font = _reduced(font, {c for first, last in kept for c in range(first, last + 1)})
    name = FACES / family.lower().replace(" ", "-")
    _write(font, family, 400, name, italic=False, suffix="")


def _reduced(font: TTFont, characters: set[int]) -> TTFont:
    options = Options(hinting=False, layout_features=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def _write(
    font: TTFont, family: str, weight: int, path: Path, *, italic: bool, suffix: str | None = None
) -> None:
    """Under the family's name alone, so that Typst finds it as the style sheet calls it."""
    style = f"{weight}{' Italic' if italic else ''}"
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 13, 14)]  # copyright, licence
    for number, text in ((1, family), (2, style), (4, f"{family} {style}")):
        names.setName(text, number, 3, 1, 0x409)
    names.setName(f"{family}-{style}".replace(" ", ""), 6, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].usWidthClass = _width(family)
    font["OS/2"].fsSelection = 0x01 if italic else 0x40
    font["head"].macStyle = 0x02 if italic else 0
    for table in ("STAT", "DSIG", "HVAR", "MVAR", "avar"):
        if table in font:
            del font[table]
    font.flavor = None
    ending = suffix if suffix is not None else f"-{weight}{'-italic' if italic else ''}"
    target = path.with_name(f"{path.name}{ending}.ttf")
    font.save(target)
    print(f"{target.stat().st_size:7} {target.relative_to(ROOT)}")


WIDTHS = {"Extra Condensed": 2, "Semi Condensed": 4, "Condensed": 3}  # of OpenType; 5 is normal


def _width(family: str) -> int:
    """Typst reads « Condensed » in a name as a width, and looks for it in the file."""
    return next((width for word, width in WIDTHS.items() if family.endswith(word)), 5)


def _package(name: str, work: Path) -> Path:
    """A Fontsource package of variable fonts, unpacked once."""
    folder = work / name
    if not folder.exists():
        source = f"@fontsource-variable/{name}@{VERSION}"
        packed = subprocess.run(
            ["npm", "pack", "--silent", source], cwd=work, check=True, capture_output=True
        )
        with tarfile.open(work / packed.stdout.decode().strip()) as archive:
            archive.extractall(folder, filter="data")
    return folder / "package"


if __name__ == "__main__":
    main()
