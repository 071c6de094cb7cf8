"""From a specimen to HTML: by itself, and on a page of its own."""

import re
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from .registry import Group, Setting, Specimen
from .scene import Scene

PAGE = "gallery/specimen.html"
_HEADING = re.compile(r"<h([1-6])[\s>]", re.IGNORECASE)


def fragment(specimen: Specimen, scene: Scene) -> str:
    """The template of ``specimen`` with its values, in what is worn here."""
    place = scene.at(specimen.path)
    values: dict[str, Any] = {"chrome": place.chrome, "reader": "", "messages": []}
    values |= specimen.context(place)
    return get_template(specimen.shown_by).render(values, place.request())


def page(specimen: Specimen, scene: Scene) -> str:
    """A whole page that shows ``specimen`` and nothing else."""
    made = fragment(specimen, scene)
    if specimen.setting is Setting.WHOLE:
        return made
    context = {
        "chrome": scene.chrome,
        "specimen": specimen,
        "fragment": mark_safe(made),
        "place": specimen.setting.value,
        "is_forum": specimen.group is Group.FORUM,
        "levels": levels_above(made) if specimen.setting is not Setting.HEAD else [1],
    }
    return get_template(PAGE).render(context, scene.at(specimen.url).request())


def levels_above(html: str) -> list[int]:
    """The levels of the headings that must stand above the first one of ``html``."""
    first = _HEADING.search(html)
    return list(range(1, int(first[1]))) if first else [1]
