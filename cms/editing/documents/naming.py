"""What the name of a file says of the document: a title to begin with, and its kind."""

import re
from pathlib import PurePath

# Words in lower case without accents, as the script of the form compares them too.
HINTS = {
    "agenda": ("ordre du jour", "odj", "convocation"),
    "minutes": ("compte rendu", "compte-rendu", "cr", "pv", "releve"),
    "charter": ("charte", "reglement"),
    "activity_report": ("bilan", "rapport"),
    "budget": ("budget", "devis", "factures"),
    "poster": ("affiche", "flyer", "tract"),
    "presentation": ("presentation", "diaporama"),
}


def title_from(name: str) -> str:
    """« 2026-03_CR-pleniere.pdf » → « 2026 03 CR pleniere »: to be corrected by a person."""
    words = re.sub(r"[\s_.\-]+", " ", PurePath(name).stem).strip()
    return words[:1].upper() + words[1:255]
