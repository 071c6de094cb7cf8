"""What is kept of the teams besides the roles themselves (auth groups: sites.councils.roles)."""

from .entry import Act, TeamEntry
from .handover import Handover, Succession
from .invitation import Invitation
from .pause import Pause

__all__ = ["Act", "Handover", "Invitation", "Pause", "Succession", "TeamEntry"]
