"""What nobody may read: changes that wait for an editor, pages for the team alone.

Their words (BROUILLON-…, PRIVE-…) must be found on no public page; tests look for them. Drafts of
news stand among the news.
"""

from .shapes import Text

MARKERS = ("BROUILLON-", "PRIVE-")

# Site, path of a public page, the summary a contributor would like it to have.
WAITING = (
    (
        "lba",
        "/le-conseil/nos-deux-budgets/",
        "BROUILLON-LBA : chiffres de l’an prochain, à vérifier.",
    ),
    ("gab", "/le-conseil/reunions-en-plein-air/", "BROUILLON-GAB : nouvelle date, à confirmer."),
)
PRIVATE = (
    Text(
        "lba",
        "/le-conseil/",
        "PRIVE-LBA Notes de passation",
        "PRIVE-LBA : pour l’équipe.",
        ("PRIVE-LBA : le double des clés du panneau est chez le gardien.",),
    ),
)
