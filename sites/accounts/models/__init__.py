"""What accounts keep in the database."""

from .address_change import AddressChange
from .handoff import HandOff
from .home import HomeChange
from .kept_text import KeptText
from .privacy import Closure, DataExport, Dormancy
from .proof import Proof
from .pseudonym import FreedPseudonym, PseudonymChange
from .recovery import Confirmation, Recovery, RecoveryEvent
from .sign_in import HostSession, SignIn
from .tally import Tally
from .user import User, UserManager, public_name_of

__all__ = [
    "AddressChange",
    "Closure",
    "Confirmation",
    "DataExport",
    "Dormancy",
    "FreedPseudonym",
    "HandOff",
    "HomeChange",
    "HostSession",
    "KeptText",
    "Proof",
    "PseudonymChange",
    "Recovery",
    "RecoveryEvent",
    "SignIn",
    "Tally",
    "User",
    "UserManager",
    "public_name_of",
]
