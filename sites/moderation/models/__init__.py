"""What moderation keeps in the database."""

from .appeal import Appeal
from .case import Case
from .decision import Decision, DecisionAppeal
from .entry import Act, ModerationEntry
from .kept_picture import KeptPicture
from .report import Report
from .set_aside import SetAside
from .suspension import Suspension

__all__ = [
    "Act",
    "Appeal",
    "Case",
    "Decision",
    "DecisionAppeal",
    "KeptPicture",
    "ModerationEntry",
    "Report",
    "SetAside",
    "Suspension",
]
