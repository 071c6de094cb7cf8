"""Tokens: the typed values a theme sets, how they are written in CSS and which contrast they owe.

Nothing of a token reaches a style sheet without having matched the grammar of its type, so that no
value can smuggle in CSS or HTML.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from . import colours

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LENGTH = r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:px|rem|em|ex|ch|vi|vw|vh|svh|cqi|pt|mm|%)?"
_SUM = rf"{_LENGTH}(?: [+*-] {_LENGTH})*"
_FAMILY = r"[A-Za-z][A-Za-z0-9 -]{0,39}"
_REFERENCE = re.compile(rf"--({NAME.pattern})")
GENERIC = ("serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif",
           "ui-monospace", "ui-rounded", "cursive")  # fmt: skip

GRAMMARS = {
    "color": colours.HEX,
    "length": re.compile(rf"{_LENGTH}|(?:calc|clamp|min|max)\({_SUM}(?:, {_SUM})*\)"),
    "number": re.compile(r"-?[0-9]+(?:\.[0-9]+)?"),
    "duration": re.compile(r"[0-9]{1,4}ms"),
    "font": re.compile(rf"{_FAMILY}(?:, {_FAMILY})*"),
    "choice": re.compile(r"[a-z][a-z0-9-]{0,39}"),
    "image": re.compile(r"|[A-Za-z0-9][A-Za-z0-9./_-]{0,119}"),
}
EXAMPLES = {
    "color": "#1b4a9b",
    "length": "1.5rem, clamp(1rem, 0.5rem + 2vi, 2rem)",
    "number": "1.6",
    "duration": "150ms",
    "font": "Hanken Grotesk, system-ui, sans-serif",
    "choice": "",
    "image": "img/logo.svg",
}
MAX_VALUE = 200  # characters
LIGHT, DARK, PRINT = "value", "dark", "print"
SCHEMES = (LIGHT, DARK)


@dataclass(frozen=True)
class Token:
    """One custom property, without its ``--``.

    ``dark`` and ``print`` are None where the light value serves; a value that starts with ``--``
    is another token's. ``follows`` names the colour with which this one changes when a council
    sets it.
    """

    name: str
    kind: str
    value: str
    dark: str | None = None
    print: str | None = None
    choices: tuple[str, ...] = ()
    follows: str = ""

    def in_scheme(self, scheme: str) -> str:
        return getattr(self, scheme) or self.value


@dataclass(frozen=True)
class Pair:
    """Two colours that meet on a page and the ratio they owe each other (WCAG 2.2)."""

    front: str
    back: str
    least: float


@dataclass(frozen=True)
class Shortfall:
    """A pair that misses its ratio in one scheme; ``better`` is a front that would do, or empty."""

    pair: Pair
    scheme: str
    ratio: float
    better: str


class Tokens(Mapping[str, Token]):
    """All tokens of a stack of themes, the nearest theme's values on top; immutable."""

    def __init__(self, tokens: Iterable[Token], pairs: Iterable[Pair] = ()):
        self._tokens = {token.name: token for token in tokens}
        self.pairs = tuple(dict.fromkeys(pairs))

    def __getitem__(self, name: str) -> Token:
        return self._tokens[name]

    def __iter__(self):
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def over(self, below: "Tokens") -> "Tokens":
        """These on top of those of a parent."""
        return Tokens(({**below, **self}).values(), (*below.pairs, *self.pairs))

    def resolved(self, name: str, scheme: str = LIGHT) -> str:
        """The value behind ``name`` through any reference. Raises KeyError, or ValueError for a
        reference that leads back to itself.
        """
        seen = [name]
        value = self[name].in_scheme(scheme)
        while reference := _REFERENCE.fullmatch(value):
            if reference[1] in seen:
                raise ValueError(" → ".join([*seen, reference[1]]))
            seen.append(reference[1])
            value = self[reference[1]].in_scheme(scheme)
        return value

    def way(self, name: str, scheme: str = LIGHT) -> list[str]:
        """The tokens from ``name`` through its references to the one that holds the value."""
        steps = [name]
        while reference := _REFERENCE.fullmatch(self[steps[-1]].in_scheme(scheme)):
            steps.append(reference[1])
        return steps

    def shortfalls(self) -> list[Shortfall]:
        """Every declared pair whose contrast is too low, in light and in dark."""
        found = []
        for pair in self.pairs:
            for scheme in SCHEMES:
                front, back = self.resolved(pair.front, scheme), self.resolved(pair.back, scheme)
                ratio = colours.contrast(front, back)
                if ratio < pair.least:
                    better = colours.nearest(front, [(back, pair.least)])
                    found.append(Shortfall(pair, scheme, ratio, better))
        return found

    def with_colour(self, name: str, value: str) -> "Tokens":
        """These with a council's own colour in the light scheme.

        The colours that follow it keep their distance in lightness, and the dark scheme takes the
        nearest shades that pass, so that one choice is enough. The light colour itself is taken as
        it is: see ``nearest_passing``.
        """
        tokens = self
        for token in (self[name], *(t for t in self.values() if t.follows == name)):
            light, own = value, self.resolved(token.name, DARK)
            if token.name != name:
                beside = self._beside(token, name, value)
                light = tokens.nearest_passing(token.name, beside) or self.resolved(token.name)
            dark = tokens.nearest_passing(token.name, light, DARK) or own
            # One after the other: what follows is judged beside what was just decided.
            changed = replace(token, value=light, dark=dark)
            tokens = Tokens({**tokens, token.name: changed}.values(), self.pairs)
        return tokens

    def with_value(self, name: str, value: str) -> "Tokens":
        """These with another value for a token that is no colour."""
        return Tokens({**self, name: replace(self[name], value=value)}.values(), self.pairs)

    def _beside(self, token: Token, name: str, value: str) -> str:
        own, other = self.resolved(token.name), self.resolved(name)
        return colours.moved(value, colours.to_oklch(own)[0] - colours.to_oklch(other)[0])

    def nearest_passing(self, name: str, value: str, scheme: str = LIGHT) -> str:
        """``value`` itself when every pair of ``name`` reaches its ratio with it, else the nearest
        lightness that does; empty when none does.
        """
        asked = self.asked_of(name, scheme)
        if all(colours.contrast(value, other) >= least for other, least in asked):
            return value
        return colours.nearest(value, asked)

    def asked_of(self, name: str, scheme: str = LIGHT) -> list[tuple[str, float]]:
        """The colours that ``name`` meets, itself or through references, with the least ratios."""
        own = {n for n in self if self[n].kind == "color" and self._leads_to(n, name, scheme)}
        found = []
        for pair in self.pairs:
            if (pair.front in own) != (pair.back in own):
                other = pair.back if pair.front in own else pair.front
                found.append((self.resolved(other, scheme), pair.least))
        return found

    def _leads_to(self, name: str, target: str, scheme: str) -> bool:
        while name != target:
            reference = _REFERENCE.fullmatch(self[name].in_scheme(scheme))
            if not reference:
                return False
            name = reference[1]
        return True


def css(tokens: Tokens, image_url=lambda path: path) -> str:
    """The tokens as custom properties of ``:root``, for the screen in both schemes and for print.

    ``image_url`` turns the path of an image in the theme into its address.
    """
    parts = [_rule(tokens.values(), LIGHT, image_url, "color-scheme: light dark;")]
    dark = [token for token in tokens.values() if token.dark is not None]
    if dark:
        rule = _rule(dark, DARK, image_url)
        parts.append(f"@media screen and (prefers-color-scheme: dark) {{\n{rule}}}\n")
    paper = [token for token in tokens.values() if token.print is not None]
    if paper:
        parts.append(f"@media print {{\n{_rule(paper, PRINT, image_url)}}}\n")
    return "".join(parts)


def _rule(tokens: Iterable[Token], scheme: str, image_url, first: str = "") -> str:
    lines = [f"  --{t.name}: {written(t, t.in_scheme(scheme), image_url)};" for t in tokens]
    return "\n".join([":root {", *([f"  {first}"] if first else []), *lines, "}\n"])


def written(token: Token, value: str, image_url=lambda path: path) -> str:
    """A value as CSS writes it."""
    if reference := _REFERENCE.fullmatch(value):
        return f"var(--{reference[1]})"
    if token.kind == "font":
        families = [family.strip() for family in value.split(",")]
        return ", ".join(f if f in GENERIC else f'"{f}"' for f in families)
    if token.kind == "image":
        return f'url("{image_url(value)}")' if value else "none"
    return value


def is_reference(value: str) -> bool:
    return _REFERENCE.fullmatch(value) is not None


def fault(kind: str, value: object, choices: tuple[str, ...] = ()) -> str:
    """Why ``value`` is not one of ``kind``, in a sentence that says what to write; else empty."""
    if not isinstance(value, str):
        return _("Écrivez la valeur entre guillemets.")
    if is_reference(value):
        return ""
    if kind == "choice" and choices and value not in choices:
        return _("Choisissez parmi : %(choices)s.") % {"choices": ", ".join(choices)}
    if len(value) > MAX_VALUE or not GRAMMARS[kind].fullmatch(value) or ".." in value:
        if kind == "color":
            return _("Une couleur s’écrit # suivi de six chiffres ou lettres de a à f : #1b4a9b.")
        return _("Écrivez par exemple : %(example)s.") % {"example": EXAMPLES[kind]}
    return ""
