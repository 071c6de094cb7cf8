"""A new theme: a folder that passes the check and shows where one begins."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from .files import MANIFEST
from .manifest import API, BASE
from .stack import Stack
from .tokens import DARK

RADII = {"droits": "0px", "doux": "6px", "ronds": "16px"}
AS_PARENT = "départ"  # the corners of the theme one starts from


ACTION = "palette-action"


@dataclass(frozen=True)
class Answers:
    """What the author was asked: a name, who makes it, a colour (``#rrggbb``), a key of RADII or
    AS_PARENT.
    """

    name: str
    author: str
    colour: str
    corners: str


def write(folder: Path, slug: str, parent: str, below: Stack, answers: Answers) -> None:
    """Write the theme ``slug`` into ``folder``, which must not exist. Raises OSError."""
    folder.mkdir(parents=True)
    for name, text in contents(slug, parent, below, answers).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    picture(folder / "preview.png", below, readable(below, answers.colour))


def contents(slug: str, parent: str, below: Stack, answers: Answers) -> dict[str, str]:
    """The files of a new theme by name, the picture aside."""
    return {
        MANIFEST: json.dumps(manifest(slug, parent, below, answers), indent=2, ensure_ascii=False)
        + "\n",
        "static/css/theme.css": _sheet(answers.name),
        "README.md": _readme(answers.name, slug),
    }


def manifest(slug: str, parent: str, below: Stack, answers: Answers) -> dict:
    return {
        "name": answers.name,
        "slug": slug,
        "version": "1.0.0",
        "api": API,
        "parent": parent or BASE,
        "author": answers.author,
        "licence": "BSD-3-Clause",
        "description": "",
        "tokens": tokens(below, answers),
    }


def tokens(below: Stack, answers: Answers) -> dict:
    """The colour asked for, in shades that can be read in light and in dark, and the corners."""
    known = below.own_tokens
    found: dict[str, object] = {}
    if answers.colour != known.resolved(ACTION):
        worn = known.with_colour(ACTION, readable(below, answers.colour))
        for name in (ACTION, f"{ACTION}-strong"):
            found[name] = {"value": worn[name].value, "dark": worn.resolved(name, DARK)}
    if answers.corners in RADII:
        found["radius"] = RADII[answers.corners]
    return found


def readable(below: Stack, colour: str) -> str:
    """``colour``, or the nearest of its hue that can be read wherever links stand."""
    return below.own_tokens.nearest_passing(ACTION, colour) or colour


def _sheet(name: str) -> str:
    return _(
        "/* %(name)s : vos règles, en plus de celles du socle.\n"
        " * Elles l’emportent sur les autres. Prenez les jetons : var(--color-action)… */\n\n"
        ".wall {\n  border-bottom: 4px solid var(--color-action);\n}\n"
    ) % {"name": name.replace("*/", "")}


def _readme(name: str, slug: str) -> str:
    return _(
        "# %(name)s\n\n"
        "Thème pour Quartiers. Le guide : docs/themes.md.\n\n"
        "    python manage.py theme dev %(slug)s --site lba\n"
        "    python manage.py theme check %(slug)s\n"
        "    python manage.py theme pack %(slug)s\n"
    ) % {"name": name, "slug": slug}


def picture(path: Path, below: Stack, colour: str) -> None:
    """A first picture of the theme: its colours. A screenshot should take its place."""
    from PIL import Image, ImageDraw

    worn = below.own_tokens.with_colour("palette-action", colour)
    drawn = Image.new("RGB", (1280, 960), worn.resolved("color-surface"))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, 1280, 260), fill=worn.resolved("color-wall"))
    pen.rectangle((90, 60, 720, 200), fill=worn.resolved("color-plate"))
    for row, name in enumerate(("color-text", "color-action", "color-accent", "color-border")):
        pen.rectangle((90, 340 + 130 * row, 1190, 430 + 130 * row), fill=worn.resolved(name))
    drawn.save(path, optimize=True)
