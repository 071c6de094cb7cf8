"""Every group of rules; importing it registers them."""

from . import (
    drawings,
    frame,
    lookups,
    package,
    safety,
    styles,
    templates,
    values,
    weights,
)

__all__ = [
    "drawings",
    "frame",
    "lookups",
    "package",
    "safety",
    "styles",
    "templates",
    "values",
    "weights",
]
