"""What each site wears: a theme of the library, and what its council changed of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """``theme`` is a slug of the library; ``differences`` map its settings to values."""

    theme: str
    differences: dict[str, str] = field(default_factory=dict)


LOOKS = {
    "cel": Look(
        "faubourg",
        {
            "palette-action": "#2f3a86",
            "palette-enamel": "#2c3566",
            "palette-poster": "#f3b3a0",
            "palette-night": "#b0302a",
            "palette-bill": "#f4c95d",
        },
    ),
    "fth": Look("canal", {"palette-enamel": "#2b4a63", "palette-action": "#8c3b16"}),
    "gab": Look("canal"),
    "lba": Look("zinc"),
    "psd": Look("faubourg"),
    "svp": Look("halle"),
}
