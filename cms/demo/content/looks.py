"""What each site wears: a theme of the library, and what its council changed of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """``theme`` is a slug of the library; ``differences`` map its settings to values."""

    theme: str
    differences: dict[str, str] = field(default_factory=dict)


LOOKS = {
    "cel": Look("faubourg", {}),
    "fth": Look("canal", {}),
    "gab": Look("canal"),
    "lba": Look("zinc"),
    "psd": Look("faubourg"),
    "svp": Look("halle"),
}
