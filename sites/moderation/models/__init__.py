"""What moderation keeps in the database."""

from .appeal import Appeal
from .entry import Act, ModerationEntry
from .set_aside import SetAside
from .suspension import Suspension

__all__ = ["Act", "Appeal", "ModerationEntry", "SetAside", "Suspension"]
