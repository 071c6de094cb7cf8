"""What accounts keep in the database."""

from .home import HomeChange
from .pseudonym import FreedPseudonym, PseudonymChange
from .tally import Tally
from .user import User, UserManager

__all__ = ["FreedPseudonym", "HomeChange", "PseudonymChange", "Tally", "User", "UserManager"]
