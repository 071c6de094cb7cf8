"""Colours of the five styles; two councils that wear the same style have tints of their own."""

from dataclasses import dataclass, replace

from .canvas import mixed

LAMPLIGHT = "#f6c453"


@dataclass(frozen=True)
class Palette:
    """``sky`` behind all, ``veil`` for the outline on it, ``floor`` below; the rest is for motifs:
    ``ink`` darkest, ``light`` lightest, ``main``, ``second``, ``accent``, ``soft``, ``water``."""

    sky: str
    veil: str
    floor: str
    ink: str
    main: str
    second: str
    accent: str
    light: str
    soft: str
    water: str

    def at_dusk(self) -> "Palette":
        """The same hand after sunset: a deep sky, on which lamps shine."""
        sky = mixed(mixed(self.ink, self.main, 0.45), "#1b2140", 0.35)
        return replace(
            self,
            sky=sky,
            veil=mixed(sky, self.soft, 0.16),
            floor=mixed(self.ink, sky, 0.35),
            soft=mixed(sky, self.soft, 0.4),
            main=mixed(self.main, self.light, 0.25),
            accent=LAMPLIGHT,
        )


_SOCLE = Palette(
    sky="#ebe7dd",
    veil="#ddd7c9",
    floor="#c3bba9",
    ink="#17202b",
    main="#143d8c",
    second="#2b7a52",
    accent="#d8973c",
    light="#fcfbf8",
    soft="#9fb1d0",
    water="#8fa9cf",
)
_CANAL = Palette(
    sky="#dfece4",
    veil="#c6dfd3",
    floor="#5fa693",
    ink="#12332f",
    main="#1d6b5b",
    second="#8fc7b3",
    accent="#dc6a3d",
    light="#fdf9ee",
    soft="#b7b39f",
    water="#5fa693",
)
_ZINC = Palette(
    sky="#e4e7e9",
    veil="#d3d9dd",
    floor="#98a4ae",
    ink="#22292f",
    main="#4f5d69",
    second="#6e9489",
    accent="#f0b310",
    light="#f8f9f9",
    soft="#bcc5cb",
    water="#93a9b8",
)
_FAUBOURG = Palette(
    sky="#f5bd4f",
    veil="#f9cf7d",
    floor="#c8382a",
    ink="#2a1a2e",
    main="#175a66",
    second="#f08d78",
    accent="#c8382a",
    light="#fff5e1",
    soft="#e0a07f",
    water="#4f97a0",
)
_HALLE = Palette(
    sky="#f4e8d2",
    veil="#e9d6b3",
    floor="#b98a55",
    ink="#33211a",
    main="#8c2f26",
    second="#6e7c3c",
    accent="#dd9630",
    light="#fffaee",
    soft="#cdb08a",
    water="#88a79b",
)

STYLES = {
    "socle": _SOCLE,
    "canal": _CANAL,
    "zinc": _ZINC,
    "faubourg": _FAUBOURG,
    "halle": _HALLE,
}
STYLE_OF = {
    "gab": "canal",
    "fth": "canal",
    "lba": "zinc",
    "psd": "faubourg",
    "cel": "faubourg",
    "svp": "halle",
}
_TINTS = {
    ("canal", "fth"): replace(
        _CANAL,
        sky="#e3ebec",
        veil="#cbdde0",
        floor="#6699a6",
        water="#6699a6",
        ink="#152c38",
        main="#1f5c70",
        second="#94bfc6",
        accent="#d69a2d",
    ),
    ("faubourg", "cel"): replace(
        _FAUBOURG,
        sky="#f3b3a0",
        veil="#f7c8b9",
        floor="#2c3566",
        ink="#1f1b3a",
        main="#c4362f",
        second="#f4c95d",
        accent="#2c3566",
        soft="#c98f86",
        water="#6c7fb5",
    ),
}


def palette_of(style: str, council_code: str | None) -> Palette:
    """The colours of a style as a council wears it. Raises KeyError for an unknown style."""
    return _TINTS.get((style, council_code or ""), STYLES[style])
