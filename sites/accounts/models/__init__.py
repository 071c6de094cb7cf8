"""What accounts keep in the database."""

from .tally import Tally
from .user import User, UserManager

__all__ = ["Tally", "User", "UserManager"]
