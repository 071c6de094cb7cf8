"""What accounts keep in the database."""

from .address_change import AddressChange
from .handoff import HandOff
from .home import HomeChange
from .kept_text import KeptText
from .proof import Proof
from .pseudonym import FreedPseudonym, PseudonymChange
from .sign_in import HostSession, SignIn
from .tally import Tally
from .user import User, UserManager

__all__ = [
    "AddressChange",
    "FreedPseudonym",
    "HandOff",
    "HomeChange",
    "HostSession",
    "KeptText",
    "Proof",
    "PseudonymChange",
    "SignIn",
    "Tally",
    "User",
    "UserManager",
]
