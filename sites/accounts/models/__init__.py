"""What accounts keep in the database."""

from .privacy import Closure, DataExport, Dormancy
from .tally import Tally
from .user import User, UserManager, public_name_of

__all__ = [
    "Closure",
    "DataExport",
    "Dormancy",
    "Tally",
    "User",
    "UserManager",
    "public_name_of",
]
