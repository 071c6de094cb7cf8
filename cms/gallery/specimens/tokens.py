"""The tokens of the theme: colours and what they owe each other, sizes, spaces, fonts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sites.themes.colours import contrast
from sites.themes.stack import current
from sites.themes.tokens import DARK, LIGHT, SCHEMES, Token, written

from ..registry import Group, Shelf
from ..scene import Scene

shelf = Shelf(Group.TOKENS)
SCHEME_LABELS = {LIGHT: _("clair"), DARK: _("sombre")}


@dataclass(frozen=True)
class Swatch:
    """A colour in both schemes; ``written`` is what the theme says (a reference, maybe)."""

    name: str
    written: str
    light: str
    dark: str


@dataclass(frozen=True)
class Meeting:
    """Two colours in one scheme, and whether they read."""

    front: str
    back: str
    front_colour: str
    back_colour: str
    scheme: str
    ratio: float
    least: float

    @property
    def passes(self) -> bool:
        return self.ratio >= self.least


def swatches(prefix: str) -> list[Swatch]:
    tokens = current().tokens
    names = [name for name in tokens if tokens[name].kind == "color" and name.startswith(prefix)]
    return [Swatch(n, tokens[n].value, tokens.resolved(n), tokens.resolved(n, DARK)) for n in names]


def other_colours() -> list[Swatch]:
    known = ("palette-", "color-")
    return [swatch for swatch in swatches("") if not swatch.name.startswith(known)]


def colours(scene: Scene) -> dict:
    parts = (
        (_("Palette"), swatches("palette-")),
        (_("Rôles"), swatches("color-")),
        (_("Autres"), other_colours()),
    )
    return {"parts": [part for part in parts if part[1]]}


def meetings() -> Iterator[list[Meeting]]:
    """Each declared pair in light and in dark."""
    tokens = current().tokens
    for pair in tokens.pairs:
        yield [_meeting(pair, scheme) for scheme in SCHEMES]


def _meeting(pair, scheme: str) -> Meeting:
    tokens = current().tokens
    front, back = tokens.resolved(pair.front, scheme), tokens.resolved(pair.back, scheme)
    ratio = int(contrast(front, back) * 100) / 100  # 4.499 must not read as 4.50
    label = str(SCHEME_LABELS[scheme])
    return Meeting(pair.front, pair.back, front, back, label, ratio, pair.least)


def values(*kinds: str, only: str = "", but: tuple[str, ...] = ()) -> list[tuple[Token, str]]:
    """Tokens of these kinds with what CSS reads; ``only`` begins their names, ``but`` none."""
    return [
        (token, written(token, token.value))
        for token in current().tokens.values()
        if token.kind in kinds and token.name.startswith(only)
        if not (but and token.name.startswith(but))
    ]


def rest(scene: Scene) -> dict:
    lengths = values("length", but=("text-", "space-"))
    return {"rows": [*lengths, *values("number", "duration", "choice", "image")]}


shelf("gallery/colours.html", _("Couleurs"), colours)
shelf("gallery/contrasts.html", _("Contrastes"), lambda scene: {"pairs": list(meetings())})
shelf(
    "gallery/type.html",
    _("Textes"),
    lambda scene: {"sizes": values("length", only="text-"), "fonts": values("font")},
)
shelf("gallery/spaces.html", _("Espaces"), lambda scene: {"rows": values("length", only="space-")})
shelf("gallery/others.html", _("Autres valeurs"), rest)


def sheet() -> str:
    """Rules that show every token by its class, whatever tokens the theme has."""
    shown = {"text-": "font-size", "space-": "inline-size"}
    rules = [
        f".token-{token.name} {{ {rule}: var(--{token.name}); }}"
        for prefix, rule in shown.items()
        for token, _value in values("length", only=prefix)
    ]
    rules += [f".token-{t.name} {{ font-family: var(--{t.name}); }}" for t, _v in values("font")]
    return "\n".join(rules) + "\n"
