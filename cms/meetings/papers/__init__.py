"""Papers of a meeting: agenda, poster, minutes and sign-in sheet as tagged PDF, set with Typst.

Nothing here asks the database: a paper is made of a sheet (what it says) and a brand (how the
council looks). ``render(sheet, brand)`` gives the file.
"""

from .brand import Brand, brand_of
from .failure import PaperFailed
from .press import render
from .sheets import (
    Agenda,
    Decision,
    Erratum,
    Figure,
    Item,
    Meeting,
    Minutes,
    Official,
    Place,
    Poster,
    SignIn,
    State,
)

__all__ = [
    "Agenda",
    "Brand",
    "Decision",
    "Erratum",
    "Figure",
    "Item",
    "Meeting",
    "Minutes",
    "Official",
    "PaperFailed",
    "Place",
    "Poster",
    "SignIn",
    "State",
    "brand_of",
    "render",
]
