"""Requests that somebody of one council sends to get at another's things."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from tests.cms.editing.isolation import marks
from tests.cms.editing.isolation.garden import PUBLISHED, Garden
from tests.cms.editing.isolation.patterns import Pattern
from tests.cms.editing.isolation.recipes import Recipe

NOBODYS = 999_999_999  # a key that nothing has
SAMPLE = ("draft", "changed", "private")  # of pages, where it does not matter which
FEW = ("draft", "home", "own", "editor")  # of each kind, where one rule keeps all of it apart
_PLACE = re.compile(r"\{(our:)?(\w+)\}")


@dataclass(frozen=True)
class Probe:
    """One address. ``named`` is the thing of somebody else in its path, ``hidden`` whether it must
    look as if it did not exist; ``like`` is the address it must then be answered like.
    """

    name: str
    address: str
    named: str = ""
    hidden: bool = False
    like: str = ""

    def __str__(self) -> str:
        return f"{self.address} {self.named}".strip()


def key_of(thing) -> object:
    return getattr(thing, "pk", thing)


def own(pattern: Pattern, recipe: Recipe, ours: Garden) -> Iterator[Probe]:
    """The address with our own things in it, for each combination of constants."""
    kinds = _kinds(recipe)
    if all(ours.of(kind) for kind in kinds.values()):
        filled = {name: key_of(_first(recipe, ours.of(kind))) for name, kind in kinds.items()}
        for constants in _constants(recipe):
            yield Probe(pattern.name, address_of(pattern, constants | filled))


def naming(
    pattern: Pattern, recipe: Recipe, ours: Garden, theirs: Garden, *, all_of_them: bool = True
) -> Iterator[Probe]:
    """Addresses that name something of theirs, alone or beside something of ours.

    ``all_of_them``: all that matter of each kind, not only one or two.
    """
    seen = set()
    for constants in _constants(recipe):
        for attacked, label, filled in _fillings(recipe, ours, theirs, all_of_them):
            address = address_of(pattern, constants | filled)
            if address not in seen:
                seen.add(address)
                hidden = not (recipe.public and label in PUBLISHED)
                like = address_of(pattern, constants | filled | {attacked: NOBODYS})
                yield Probe(pattern.name, address, f"{theirs.name}:{label}", hidden, like)


def asking(probe: Probe, questions, ours: Garden, theirs: Garden) -> Iterator[Probe]:
    """``probe`` with each query, filled with something of theirs (of pages: with two)."""
    seen = set()
    for question in questions:
        for number in (0, 1) if "{page}" in question else (0,):
            query = _PLACE.sub(lambda found: _value(found, number, ours, theirs), question)  # noqa: B023
            if query not in seen:
                seen.add(query)
                yield replace(probe, address=f"{probe.address}?{query}")


def _value(found: re.Match, number: int, ours: Garden, theirs: Garden) -> str:
    whose, kind = found.groups()
    if kind == "word":
        return marks.WORD
    if kind == "address":
        return f"{theirs.owner.site.root_url}/actualites/{theirs.get('page', 'alias').slug}/"
    things = list((ours if whose else theirs).of(kind).values())
    return str(key_of(things[number % len(things)])) if things else str(NOBODYS)


def address_of(pattern: Pattern, filled: dict) -> str:
    if pattern.has_name:
        return reverse(pattern.name, kwargs=filled)
    return "/admin/nulle-part/" if "^" in pattern.route else f"/{pattern.route}"


def _kinds(recipe: Recipe) -> dict[str, str]:
    return {name: kind for name, kind in recipe.fill.items() if isinstance(kind, str)}


def _constants(recipe: Recipe) -> Iterator[dict]:
    combined: list[dict] = [{}]
    for name, choices in recipe.fill.items():
        if not isinstance(choices, str):
            combined = [known | {name: choice} for known in combined for choice in choices]
    yield from combined


def _first(recipe: Recipe, things: dict):
    label = next((label for label in recipe.labels if label in things), None)
    return things[label] if label else next(iter(things.values()))


def _fillings(
    recipe: Recipe, ours: Garden, theirs: Garden, all_of_them: bool
) -> Iterator[tuple[str, str, dict]]:
    """The parameter that names theirs, the label of what it names, and all keys."""
    kinds = _kinds(recipe)
    for attacked, kind in kinds.items():
        for label, thing in _attacked(recipe, theirs, kind, all_of_them).items():
            for garden in (theirs, ours)[: len(kinds)]:
                others = {name: other for name, other in kinds.items() if name != attacked}
                if all(garden.of(other) for other in others.values()):
                    beside = {name: _beside(garden.of(o), label) for name, o in others.items()}
                    yield attacked, label, {attacked: key_of(thing)} | beside


def _attacked(recipe: Recipe, theirs: Garden, kind: str, all_of_them: bool) -> dict:
    things = theirs.of(kind)
    wanted = recipe.labels or (SAMPLE if kind == "page" else tuple(things))
    chosen = {label: thing for label, thing in things.items() if label in wanted}
    if all_of_them:
        return chosen
    few = {label: thing for label, thing in chosen.items() if label in FEW}
    return few or dict(list(chosen.items())[:1])


def _beside(things: dict, label: str) -> object:
    return key_of(things.get(label) or next(iter(things.values())))
